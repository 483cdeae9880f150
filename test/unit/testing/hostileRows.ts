/** A row of the store in which every text is foreign. */
export function hostileRow(text: string): unknown {
  return {
    id: "r",
    identityId: "vscode:public:a",
    tenant: { tenantId: "t", kind: "guest", displayName: text, defaultDomain: text },
    mark: {},
    knowledge: { kind: "linked", at: 1, link: { partnerId: "4567890", partnerName: text, objectId: text } },
    attempt: { kind: "none" },
  };
}

/** A step in which every text is foreign. */
export function hostileStep(text: string): unknown {
  return {
    identityId: "vscode:public:a",
    accountLabel: text,
    tenantId: "6fd1f2f0-0000-4000-8000-000000000001",
    tenantName: text,
    from: null,
    wanted: "4567890",
  };
}
