/** Reads a square code with the phone's own detector, where it has one. Pictures never leave the page. */

type Detected = { rawValue: string };
type Detector = { detect: (from: HTMLVideoElement) => Promise<Detected[]> };
type DetectorMaker = new (options: { formats: string[] }) => Detector;

declare global {
  interface Window {
    BarcodeDetector?: DetectorMaker;
  }
}

const LOOK_EVERY_MS = 200;

export const canScan = (): boolean => window.BarcodeDetector !== undefined && navigator.mediaDevices !== undefined;

/** Starts the camera in `video`, answers each text it sees to `found`, and gives back a way to stop. */
export const scan = async (video: HTMLVideoElement, found: (text: string) => void): Promise<() => void> => {
  const Maker = window.BarcodeDetector;
  if (Maker === undefined) throw new Error("this browser has no detector");
  const detector = new Maker({ formats: ["qr_code"] });
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: "environment" }, audio: false });
  video.srcObject = stream;
  await video.play();
  const timer = setInterval(async () => {
    const seen = await detector.detect(video).catch(() => []);
    const first = seen[0];
    if (first !== undefined) found(first.rawValue);
  }, LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
    for (const track of stream.getTracks()) track.stop();
  };
};
