-- AlterTable
ALTER TABLE "Email" ADD COLUMN     "sentAgainAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Shop" ADD COLUMN     "resendUnknownAfter" INTEGER;


-- Emails of which nobody knows whether they left had a task each, and a shop has one for all of them now.
INSERT INTO "Task" ("shopId", kind, subject)
SELECT DISTINCT t."shopId", 'emails_unknown', 'unknown' FROM "Task" t
JOIN "Email" e ON e."shopId" = t."shopId" AND e.id::text = t.subject AND e.state = 'unknown'
WHERE t.kind = 'email_unknown' AND t."closedAt" IS NULL
ON CONFLICT ("shopId", kind, subject) DO UPDATE SET "closedAt" = NULL;
UPDATE "Task" SET "closedAt" = now() WHERE kind = 'email_unknown' AND "closedAt" IS NULL;
