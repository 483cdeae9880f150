import type { Subscription } from "./model.ts";

type Kind = Pick<
  Subscription,
  "displayName" | "quotaId" | "spendingLimit" | "agreementType" | "billingStatus" | "state"
>;

function kind(
  displayName: string,
  quotaId: string,
  agreementType: Subscription["agreementType"],
  rest: Partial<Pick<Kind, "billingStatus" | "state" | "spendingLimit">> = {},
): Kind {
  return {
    displayName,
    quotaId,
    agreementType,
    billingStatus: 200,
    state: "Enabled",
    spendingLimit: "Off",
    ...rest,
  };
}

/** Subscriptions of every agreement type; `quotaId` cannot tell EA from MCA [V Learn]. */
export const subscriptionKinds: readonly Kind[] = [
  kind("Production (EA)", "EnterpriseAgreement_2014-09-01", "EnterpriseAgreement"),
  kind("Production (MCA)", "EnterpriseAgreement_2014-09-01", "MicrosoftCustomerAgreement"),
  kind("Azure plan", "CSP_2015-05-01", "MicrosoftPartnerAgreement"),
  kind("Pay-As-You-Go", "PayAsYouGo_2014-09-01", "MicrosoftOnlineServicesProgram"),
  kind("Shared services", "EnterpriseAgreement_2014-09-01", "EnterpriseAgreement", { billingStatus: 403 }),
  kind("Visual Studio Enterprise", "MSDN_2014-09-01", "MicrosoftOnlineServicesProgram", {
    billingStatus: 401,
    spendingLimit: "On",
  }),
  kind("Azure plan, managed", "CSP_MG_2017-12-01", "MicrosoftPartnerAgreement", { billingStatus: 404 }),
  kind("Sponsorship", "Sponsored_2016-01-01", "Other", { state: "Warned" }),
  kind("Dev/Test plan", "CSPDEVTEST_2018-05-01", "MicrosoftPartnerAgreement"),
  kind("Partner benefits", "MPN_2014-09-01", "MicrosoftOnlineServicesProgram", { state: "PastDue" }),
  kind("Free Trial", "FreeTrial_2014-09-01", "MicrosoftOnlineServicesProgram", {
    state: "Disabled",
    spendingLimit: "On",
  }),
];
