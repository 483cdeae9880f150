import { IdentityBook } from "../../../src/identity/identityBook.ts";
import { createIdentity } from "../../../src/model/identity.ts";
import type { CredentialKind, ServicePrincipal } from "../../../src/model/servicePrincipal.ts";
import { TestLog } from "../testing/fixtures.ts";
import { TestStorage } from "../testing/testStorage.ts";

/** Of the principal, and the only one of its tenants. */
export const clientId = "0fb6a4a5-7c0a-4d0a-9d0b-1d2c3e4f5a6b";
export const tenantId = "aa3eb943-b540-499e-aa1c-73b5904933a2";

/** A window: it lives until it is closed, and watches the storage meanwhile. */
export class BookWindow {
  readonly log = new TestLog();
  readonly book: IdentityBook;
  readonly storage: TestStorage;
  told = 0;

  constructor(storage: TestStorage) {
    this.storage = storage;
    this.book = new IdentityBook(storage, this.log, () => crypto.randomUUID());
    this.book.onDidChange(() => (this.told += 1));
  }

  static async open(storage: TestStorage): Promise<BookWindow> {
    const window = new BookWindow(storage);
    await window.book.start();
    return window;
  }
}

/** What is on the disk, as a window finds it that opens when all others are gone. */
export function copyOf(
  { texts }: TestStorage,
  change: (text: string) => string = (text) => text,
): TestStorage {
  const copy = new TestStorage();
  for (const [name, text] of texts) {
    copy.texts.set(name, change(text));
  }
  return copy;
}

/** All that must be known of a principal. */
export function principal(kind: CredentialKind, more: Partial<ServicePrincipal> = {}): ServicePrincipal {
  // A person is known by the application and by Entra's id of their own.
  const person = kind === "deviceCode" ? { homeAccountId: "alice.home" } : {};
  const accountId = [clientId, ...Object.values(person)].join(".");
  const id = createIdentity({ source: "servicePrincipal", cloud: "public", accountId, label: kind }).id;
  return {
    id,
    cloud: "public",
    clientId,
    tenantIds: [tenantId],
    label: kind,
    kind,
    keepsSecret: false,
    ...person,
    ...more,
  };
}

/** A storage in which a window, which is closed by now, left a book of this content. */
export async function bookWith(content: { principals?: readonly ServicePrincipal[] }): Promise<TestStorage> {
  const storage = new TestStorage();
  const { book } = await BookWindow.open(storage);
  await book.change((before) => ({ ...before, ...content }));
  book.dispose();
  return storage;
}

/** The book as a window finds it after a restart. */
export async function reopened(storage: TestStorage): Promise<IdentityBook> {
  return (await BookWindow.open(copyOf(storage))).book;
}
