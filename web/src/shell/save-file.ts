/** Hands the browser a file to keep. */
export function saveFile(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // Once the download has begun; browsers want it to stand a moment.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
