import type { Partner } from "./model.ts";

/** Location ids of the company in the default data: links to any of them are right. */
export const ownPartnerId = "4567890";
export const secondOwnPartnerId = "5012345";
export const otherPartnerId = "6001002";
export const hostilePartnerId = "9090909";

/** Partner Center's directory: ids of 5 to 10 digits; the first location id is often the global id + 1 [S]. */
export const partnerDirectory: readonly Partner[] = [
  { partnerId: "4567889", partnerName: "Contoso Consulting", kind: "global" },
  { partnerId: ownPartnerId, partnerName: "Contoso Consulting", kind: "location" },
  { partnerId: secondOwnPartnerId, partnerName: "Contoso Consulting", kind: "location" },
  { partnerId: "6001001", partnerName: "Fabrikam Services", kind: "global" },
  { partnerId: otherPartnerId, partnerName: "Fabrikam Services", kind: "location" },
  { partnerId: "7654321", partnerName: "Tailspin IT GmbH & Co. KG", kind: "location" },
  { partnerId: "23456", partnerName: "Wingtip Systems", kind: "location" },
  { partnerId: "1234567890", partnerName: "Proseware Europe Société Anonyme", kind: "location" },
  {
    partnerId: hostilePartnerId,
    partnerName: "**Evil** [Partner](command:workbench.action.quit) $(warning) <b>bold</b>",
    kind: "location",
  },
];
