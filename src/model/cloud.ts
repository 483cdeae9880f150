/** The names of the clouds a tenant can live in. More follow with the sovereign clouds. */
export type CloudName = "public";

/** Where one cloud's services are. All endpoints are https origins without a trailing slash. */
export interface Cloud {
  readonly name: CloudName;
  readonly portal: string;
  readonly armEndpoint: string;
  /** Entra ID: where a domain is looked up. */
  readonly authority: string;
  /** The resource that ARM tokens are asked for; the scope is `<audience>/.default`. */
  readonly audience: string;
}

/** Endpoints as documented by Microsoft [V]; nothing outside this table can name an endpoint. */
export const clouds: Readonly<Record<CloudName, Cloud>> = {
  public: {
    name: "public",
    portal: "https://portal.azure.com",
    armEndpoint: "https://management.azure.com",
    authority: "https://login.microsoftonline.com",
    audience: "https://management.core.windows.net",
  },
};
