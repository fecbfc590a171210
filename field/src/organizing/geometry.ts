/** Lines of the turf package: whole microdegrees, the first point absolute, the others as differences. */

export type Place = [lat: number, lon: number];

const MICRO = 1_000_000;

export const toPlace = (lat: number, lon: number): Place => [lat / MICRO, lon / MICRO];

export const unpackLine = (packed: number[]): Place[] => {
  const places: Place[] = [];
  let lat = 0;
  let lon = 0;
  for (let index = 0; index + 1 < packed.length; index += 2) {
    lat += packed[index] ?? 0;
    lon += packed[index + 1] ?? 0;
    places.push(toPlace(lat, lon));
  }
  return places;
};
