import * as vscode from "vscode";
import type { Delegations, DelegationStore, KnownDelegations } from "../links/delegationStore.ts";
import type { LinkStore } from "../links/linkStore.ts";
import { type Customer, customerLabel } from "../model/delegation.ts";
import type { RowId } from "../model/row.ts";
import { accessWords, countWords, delegationsText } from "./customerText.ts";
import { oneFullStop, plainText } from "./plainText.ts";
import { themeIcon } from "./treeItems.ts";
import type { TreeNode, TreeNodes } from "./treeNodes.ts";
import type { treeWords } from "./treeWords.ts";
import type { Untrusted } from "../model/untrusted.ts";

/** What customers are drawn from. */
interface CustomerItemsParts {
  readonly store: LinkStore;
  readonly delegations: DelegationStore;
}

/** What stands below a home tenant: a line that says how things stand, and the customers who delegated subscriptions to it. */
export class CustomerItems {
  readonly #parts: CustomerItemsParts;
  readonly #nodes: TreeNodes;

  constructor(parts: CustomerItemsParts, nodes: TreeNodes) {
    this.#parts = parts;
    this.#nodes = nodes;
  }

  /** The nodes below a row. */
  below(rowId: RowId): TreeNode[] {
    if (this.#parts.store.row(rowId)?.tenant.kind !== "home") {
      return [];
    }
    const customers = this.#parts.delegations.of(rowId)?.known?.customers ?? [];
    return [
      this.#nodes.delegations(rowId),
      ...customers.map(({ tenantId }) => this.#nodes.customer(rowId, tenantId)),
    ];
  }

  /** What such a node looks like. */
  item(node: TreeNode): vscode.TreeItem {
    if (node.kind === "delegations") {
      return lineItem(node.rowId, this.#parts.delegations.of(node.rowId));
    }
    const found = this.#find(node);
    return found ? customerItem(found.rowId, found.customer, found.access) : new vscode.TreeItem("");
  }

  /** Undefined for nodes that are none of these. */
  tooltip(node: TreeNode, words: typeof treeWords): vscode.MarkdownString | undefined {
    if (node.kind === "delegations") {
      const delegations = this.#parts.delegations.of(node.rowId);
      const attempt = delegations?.attempt;
      return words.delegationsTooltip(
        delegationsText(delegations),
        attempt?.kind === "failed" ? attempt.error : undefined,
      );
    }
    const found = this.#find(node);
    return found && words.customerTooltip(found.customer, found.known.ours, (id) => this.#nameOf(id));
  }

  #find(
    node: TreeNode,
  ): { rowId: RowId; known: KnownDelegations; customer: Customer; access: string } | undefined {
    if (node.kind !== "customer") {
      return undefined;
    }
    const { rowId, customerId } = node;
    const known = this.#parts.delegations.of(rowId)?.known;
    const customer = known?.customers.find(({ tenantId }) => tenantId === customerId);
    return (
      known &&
      customer && {
        rowId,
        known,
        customer,
        access: accessWords(customer, known.ours, (id) => this.#nameOf(id)),
      }
    );
  }

  #nameOf(id: KnownDelegations["ours"][number]["identityId"]): Untrusted {
    return this.#parts.store.identity(id)?.label ?? "";
  }
}

function lineItem(rowId: RowId, delegations: Delegations | undefined): vscode.TreeItem {
  const { icon, label, description, context, spoken } = delegationsText(delegations);
  const item = new vscode.TreeItem(label);
  item.id = `${rowId}/customers`;
  item.description = description;
  item.iconPath = themeIcon(icon, context === "needsYou" ? "list.warningForeground" : undefined);
  item.contextValue = `delegations.${context}`;
  item.accessibilityInformation = { label: spoken };
  return item;
}

function customerItem(rowId: RowId, customer: Customer, access: string): vscode.TreeItem {
  const label = plainText(customerLabel(customer));
  const item = new vscode.TreeItem(label);
  item.id = `${rowId}/customers/${customer.tenantId}`;
  item.description = `${access} · ${countWords(customer)}`; // in a narrow view, the end is cut off
  item.iconPath = themeIcon("organization", undefined);
  item.contextValue = "customer";
  item.accessibilityInformation = {
    label: oneFullStop(
      vscode.l10n.t("Customer through Lighthouse: {0}. {1}. {2}.", label, access, countWords(customer)),
    ),
  };
  return item;
}
