/** Says a size in bytes as people read it, such as "39.5 KB" (1 KB is 1024 bytes). */
export function kilobytes(bytes: number): string {
  return `${(bytes / 1024).toFixed(1)} KB`;
}
