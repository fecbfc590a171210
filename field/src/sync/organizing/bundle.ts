/** A sealed bundle: one device's records as they lie on the phone, for anybody to carry and only the desk to open. */
import { toBase64 } from "../../seal/bytes.ts";
import type { DeviceRow, RecordRow } from "../../store/organizing.ts";

export type Bundle = { version: 1; device: string; epoch: string; sealed_key: string; records: string[] };

export function sealedBundle(device: DeviceRow, records: RecordRow[]): Bundle {
  return {
    version: 1,
    device: device.device,
    epoch: device.epoch,
    sealed_key: toBase64(device.sealedKey),
    records: records.map((row) => toBase64(row.sealed)),
  };
}
