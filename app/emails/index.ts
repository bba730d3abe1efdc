import type { EmailKind } from "../domain/words/emails.ts";
import { approvalReminder } from "./approval-reminder.ts";
import { approved } from "./approved.ts";
import { artworkApproval } from "./artwork-approval.ts";
import { orderIssue } from "./order-issue.ts";
import { orderIssueReminder } from "./order-issue-reminder.ts";
import { returnToCustomer } from "./return-to-customer.ts";
import type { EmailTemplate } from "./template.ts";

/** The closed list of emails. */
export const EMAILS: Record<EmailKind, EmailTemplate> = {
  order_issue: orderIssue,
  order_issue_reminder: orderIssueReminder,
  artwork_approval: artworkApproval,
  approval_reminder: approvalReminder,
  return_to_customer: returnToCustomer,
  approved,
};
