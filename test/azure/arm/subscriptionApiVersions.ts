/** Versions of Microsoft.Resources/subscriptions that clients in use ask for: ours, the SDK's, the Azure CLI's. */
export const subscriptionApiVersions = [
  "2022-12-01",
  "2022-09-01",
  "2021-01-01",
  "2020-01-01",
  "2019-11-01",
  "2019-06-01",
  "2018-06-01",
  "2016-06-01",
] as const;
