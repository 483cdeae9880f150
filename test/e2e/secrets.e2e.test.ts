import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { appendFile, mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "vitest";
import { startWatchedVscode } from "./watchedVscode.ts";
import { extensionId, newPerson, test } from "./vscodeTest.ts";

async function plant(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
}

test("A secret that was left anywhere is found where it is, whatever it is written in, and the run fails", async ({
  azure,
  browser,
  control,
}) => {
  const server = await startWatchedVscode(azure);
  const person = await newPerson(browser, azure.proxy, server);
  const { workbench } = person;
  await workbench.waitUntilReady();
  await person.signIn("bob@contoso.example");

  const secrets = await control.secrets();
  const textOf = (kind: string): string => secrets.findLast((secret) => secret.kind === kind)?.text ?? "";
  const [access, refresh, id] = ["access token", "refresh token", "ID token"].map(textOf);
  expect([access, refresh, id].every((text) => (text ?? "").length > 30)).toBe(true);
  const storage = server.storageOf(extensionId);
  await plant(path.join(storage, "memory", "planted.json"), JSON.stringify({ token: id }));
  await server.setAside(storage);
  await server.setAside(storage); // nothing is there now
  await plant(path.join(storage, "journal", "planted.jsonl"), JSON.stringify({ token: access }));
  await plant(path.join(storage, "planted.json"), Buffer.from(`{"planted":"${refresh}"}`).toString("base64"));
  await plant(
    path.join(server.folder, "data", "logs", "planted.log"),
    `GET /?t=${encodeURIComponent(id ?? "")}`,
  );
  await appendFile(path.join(server.folder, "data", "User", "settings.json"), `// ${refresh}`);
  const lastWords = path.join(server.folder, "data", "logs", "last.log");
  const written = server.ended.then(() => writeFileSync(lastWords, access ?? ""));
  await workbench.page.evaluate(async (text) => {
    localStorage.setItem("planted", text);
    const open = indexedDB.open("planted", 1);
    await new Promise((resolve) => {
      open.addEventListener("upgradeneeded", () => open.result.createObjectStore("items"));
      open.addEventListener("success", resolve);
    });
    const put = open.result.transaction("items", "readwrite").objectStore("items");
    await new Promise((resolve) => {
      put
        .put({ bytes: new TextEncoder().encode(`some ${text}`) }, "key")
        .addEventListener("success", resolve);
    });
    open.result.close();
  }, refresh ?? "");
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)", access ?? ""], {
    env: { PLANTED: refresh ?? "" },
    stdio: "ignore",
  });
  try {
    await person.leave();
    const error: unknown = await server.stop().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    await written;
    const told = error instanceof Error ? error.message : "";
    for (const place of [
      `access token, as it is, in VS Code's folder/data/User/globalStorage/${extensionId}/journal/planted.jsonl`,
      `refresh token, in base64, in VS Code's folder/data/User/globalStorage/${extensionId}/planted.json`,
      `ID token, as it is, in VS Code's folder/earlier/1/${extensionId}/memory/planted.json`,
      "ID token, as it is, in VS Code's folder/data/logs/planted.log",
      "access token, as it is, in VS Code's folder/data/logs/last.log",
      "refresh token, as it is, in VS Code's folder/data/User/settings.json",
      `refresh token, as it is, in local storage of ${server.origin}: planted`,
      `refresh token, in base64, in databases of ${server.origin}`,
      `in arguments of node (process ${child.pid})`,
      `in environment of node (process ${child.pid})`,
    ]) {
      expect(told).toContain(place);
    }
    expect(told.split("\n")).toHaveLength(11); // nothing else, and no secret
    for (const { text } of secrets) {
      expect(told).not.toContain(text.slice(-20));
    }
  } finally {
    child.kill();
    await once(child, "exit");
  }
});
