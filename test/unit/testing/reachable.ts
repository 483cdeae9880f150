import { Session } from "node:inspector";

/** What a property of a remote object looks like to the inspector. */
interface Property {
  readonly name: string;
  readonly value?: { readonly type: string; readonly value?: unknown; readonly objectId?: string };
}

interface Properties {
  readonly result: readonly Property[];
  readonly internalProperties?: readonly Property[];
  readonly privateProperties?: readonly Property[];
}

/**
 * All texts in the memory of an object: its fields, also private ones, what its maps and sets hold, and so on. What functions
 * close over is left out: that leads everywhere.
 */
export function textsIn(root: object): readonly string[] {
  const session = new Session();
  session.connect();
  const global = globalThis as { inspected?: object };
  global.inspected = root;
  try {
    const texts: string[] = [];
    const { result } = ask(session, "Runtime.evaluate", {
      expression: "globalThis.inspected",
    }) as { result: { objectId: string } };
    const left = [result.objectId];
    const seen = new Set<object>();
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      if (isNew(session, id, seen)) {
        const {
          result: own,
          internalProperties = [],
          privateProperties = [],
        } = ask(session, "Runtime.getProperties", { objectId: id, ownProperties: true }) as Properties;
        const internal = internalProperties.filter(({ name }) => !/Prototype/.test(name));
        for (const { value } of [...own, ...internal, ...privateProperties]) {
          if (value?.type === "string") {
            texts.push(String(value.value));
          } else if (value?.objectId !== undefined && value.type !== "function") {
            left.push(value.objectId);
          }
        }
      }
    }
    return texts;
  } finally {
    delete global.inspected;
    session.disconnect();
  }
}

/** Objects that refer to each other are looked at once. */
function isNew(session: Session, objectId: string, seen: Set<object>): boolean {
  const global = globalThis as { seen?: Set<object> };
  global.seen = seen;
  const { result } = ask(session, "Runtime.callFunctionOn", {
    objectId,
    functionDeclaration: "function () { return !globalThis.seen.has(this) && !!globalThis.seen.add(this); }",
    returnByValue: true,
  }) as { result: { value: boolean } };
  delete global.seen;
  return result.value;
}

/** The inspector answers within the call when it looks at its own thread. */
function ask(session: Session, method: string, parameters: object): unknown {
  let answer: unknown;
  session.post(method, parameters, (error, result) => {
    if (error) {
      throw error;
    }
    answer = result;
  });
  return answer;
}
