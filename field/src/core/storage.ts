/** How safe the browser's storage is: whether it may be cleared behind our back, and how much room is left. */

const MEGABYTE = 1_000_000;

export async function askToPersist(): Promise<void> {
  await globalThis.navigator?.storage?.persist?.().catch(() => false);
}

/** `freeMegabytes` is null where the browser does not tell. */
export async function storage(): Promise<{ persisted: boolean; freeMegabytes: number | null }> {
  const manager = globalThis.navigator?.storage;
  const persisted = (await manager?.persisted?.().catch(() => false)) ?? false;
  const { quota, usage }: StorageEstimate = (await manager?.estimate?.().catch(() => null)) ?? {};
  const free = quota === undefined || usage === undefined ? null : Math.floor((quota - usage) / MEGABYTE);
  return { persisted, freeMegabytes: free };
}
