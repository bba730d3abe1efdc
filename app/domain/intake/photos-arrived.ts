/** Whether the photos of one version have arrived: every one is settled (it has failed and is not asked for again, or is stored and looked at), and one at least can be read. */
export function haveArrived(
  photos: readonly { state: string; renditions: string; askAgainAt?: Date | null }[],
): boolean {
  const isReady = ({ state }: { state: string }) => state === "ready";
  const areSettled = photos.every(
    (photo) => (photo.state === "failed" && !photo.askAgainAt) || (isReady(photo) && photo.renditions !== "none"),
  );
  return areSettled && photos.some(isReady);
}
