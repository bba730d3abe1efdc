-- AlterTable
ALTER TABLE "WebhookDelivery" ADD COLUMN     "attempts" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "dueAt" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP;

-- CreateTable
CREATE TABLE "MailNotice" (
    "id" BIGSERIAL NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "dueAt" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "body" TEXT NOT NULL,

    CONSTRAINT "MailNotice_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "MailNotice_dueAt_idx" ON "MailNotice"("dueAt");


-- CreateIndex
CREATE INDEX "WebhookDelivery_shopDomain_workedAt_dueAt_idx" ON "WebhookDelivery"("shopDomain", "workedAt", "dueAt");
