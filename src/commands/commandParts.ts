import type * as vscode from "vscode";
import type { DelegationReader } from "../links/delegationReader.ts";
import type { DelegationStore } from "../links/delegationStore.ts";
import type { Engine } from "../links/engine.ts";
import type { LinkStore } from "../links/linkStore.ts";
import type { CloudsPort, DirectoryPort, IdentitySourcePort, PrincipalsPort } from "../model/ports.ts";
import type { Log } from "../platform/log.ts";
import type { TenantTree } from "../ui/tenantTree.ts";
import type { Views } from "../ui/views.ts";

/** What the commands work with. */
export interface CommandParts extends Engine, Omit<Views, "dispose" | "tree"> {
  readonly source: IdentitySourcePort;
  readonly directory: DirectoryPort;
  readonly clouds: CloudsPort;
  readonly principals: PrincipalsPort;
  readonly store: LinkStore;
  readonly tree: TenantTree;
  readonly delegations: DelegationStore;
  readonly delegationReader: DelegationReader;
  readonly log: Log;
  /** Where the files of the history are. */
  readonly journalFolder: vscode.Uri;
}

/** What a caller gave: a node of the tree or `TenantArguments`, and all nodes that are selected in the tree. */
export interface CommandArguments {
  readonly argument?: unknown;
  readonly selection?: unknown;
  /** Told when the person has answered what the command asks, if it goes on after that. */
  readonly answered?: () => void;
}
