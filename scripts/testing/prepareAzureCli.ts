// Installs the Azure CLI where that can be done. Where it cannot, its tests are skipped and say why.
import { provideAzureCli } from "../../test/contract/azureCli.ts";

const reason = await provideAzureCli();
console.log(reason ?? "The Azure CLI is there.");
