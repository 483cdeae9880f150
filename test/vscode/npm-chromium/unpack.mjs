// Unpacks the browser into the temporary folder, with the system libraries for machines that lack them, and prints the
// browser's path. Started by npmChromium.ts, which sets the temporary folder. Plain JavaScript: see run.mjs.
import chromium from "@sparticuz/chromium";

console.log(await chromium.executablePath());
