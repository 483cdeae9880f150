/** Installs the packages of `folder` (absolute path) unless they are those of its lock file. Throws if npm fails. */
export function installPackages(folder: string): void;
