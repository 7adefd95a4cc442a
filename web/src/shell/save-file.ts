/** Makes the browser save a file. */
export function saveFile(name: string, type: string, content: BlobPart): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  // The address must stay for a moment until the browser has begun the download.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
