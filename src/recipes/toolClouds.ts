/** What tools call one cloud. */
export interface ToolCloud {
  /** Azure CLI [`az cloud list`] and Azure PowerShell [`Get-AzEnvironment`] alike. */
  readonly name: string;
  /** `azure/login` [action.yml]. */
  readonly github: string;
  /** The azapi provider [its documentation, `environment`]. */
  readonly terraform: string;
  /** What an assertion of another issuer must be made out to [Learn, workload identity federation]. */
  readonly federationAudience: string;
}

/** By the address of ARM: what counts is where requests go, whatever the cloud is called here. */
const toolClouds: Readonly<Record<string, ToolCloud>> = {
  "https://management.azure.com": {
    name: "AzureCloud",
    github: "azurecloud",
    terraform: "public",
    federationAudience: "api://AzureADTokenExchange",
  },
  "https://management.usgovcloudapi.net": {
    name: "AzureUSGovernment",
    github: "azureusgovernment",
    terraform: "usgovernment",
    federationAudience: "api://AzureADTokenExchangeUSGov",
  },
  "https://management.chinacloudapi.cn": {
    name: "AzureChinaCloud",
    github: "azurechinacloud",
    terraform: "china",
    federationAudience: "api://AzureADTokenExchangeChina",
  },
};

/** What tools call the cloud; undefined for a cloud of somebody's own, which has only the names they gave it. */
export function toolCloud(armEndpoint: string): ToolCloud | undefined {
  return Object.hasOwn(toolClouds, armEndpoint) ? toolClouds[armEndpoint] : undefined;
}
