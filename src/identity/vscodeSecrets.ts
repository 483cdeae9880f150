import type * as vscode from "vscode";
import type { SecretPort } from "../model/ports.ts";

/** VS Code's secret storage, which encrypts by means of the system. */
export function vscodeSecrets(storage: vscode.SecretStorage): SecretPort {
  return {
    keys: async () => storage.keys(),
    get: async (key) => storage.get(key),
    set: async (key, secret) => storage.store(key, secret),
    delete: async (key) => storage.delete(key),
    watch: (onChange) => storage.onDidChange(({ key }) => onChange(key)),
  };
}
