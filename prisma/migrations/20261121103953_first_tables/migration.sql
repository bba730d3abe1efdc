-- CreateTable
CREATE TABLE "Session" (
    "id" TEXT NOT NULL,
    "shopDomain" TEXT NOT NULL,
    "isOnline" BOOLEAN NOT NULL,
    "userId" TEXT,
    "expiresAt" TIMESTAMPTZ(3),
    "payload" BYTEA NOT NULL,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Shop" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "domain" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "email" TEXT,
    "timezone" TEXT NOT NULL DEFAULT 'UTC',
    "flow" JSONB NOT NULL,
    "photoSettings" JSONB NOT NULL DEFAULT '{}',
    "usualHours" JSONB NOT NULL DEFAULT '{}',
    "guideline" TEXT NOT NULL DEFAULT '',
    "installedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "uninstalledAt" TIMESTAMPTZ(3),
    "importedAt" TIMESTAMPTZ(3),
    "sweptUntil" TIMESTAMPTZ(3),
    "changeCount" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Shop_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "WebhookDelivery" (
    "id" BIGSERIAL NOT NULL,
    "shopDomain" TEXT NOT NULL,
    "topic" TEXT NOT NULL,
    "eventId" TEXT NOT NULL,
    "triggeredAt" TIMESTAMPTZ(3),
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "workedAt" TIMESTAMPTZ(3),
    "body" TEXT,

    CONSTRAINT "WebhookDelivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Member" (
    "shopId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "shopifyUserId" TEXT,
    "email" TEXT,
    "name" TEXT NOT NULL,
    "roles" TEXT[],
    "isOwner" BOOLEAN NOT NULL DEFAULT false,
    "capacity" INTEGER NOT NULL DEFAULT 20,
    "isAway" BOOLEAN NOT NULL DEFAULT false,
    "leftAt" TIMESTAMPTZ(3),
    "lastAssignedAt" TIMESTAMPTZ(3),
    "enrolledAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Member_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Order" (
    "shopId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "shopifyOrderId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "placedAt" TIMESTAMPTZ(3) NOT NULL,
    "shopifyUpdatedAt" TIMESTAMPTZ(3) NOT NULL,
    "customerName" TEXT,
    "customerEmail" TEXT,
    "customerShopifyId" TEXT,
    "shippingAddress" JSONB,
    "note" TEXT,
    "flow" JSONB NOT NULL,
    "cancelledInShopify" TIMESTAMPTZ(3),
    "fulfilledInShopify" TIMESTAMPTZ(3),
    "endedAt" TIMESTAMPTZ(3),
    "waitingForArtistSince" TIMESTAMPTZ(3),
    "folderId" UUID,
    "linkVersion" INTEGER NOT NULL DEFAULT 1,
    "linkTokenHash" TEXT,
    "holds" JSONB NOT NULL DEFAULT '[]',
    "writtenState" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "searchText" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "Order_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Assignment" (
    "shopId" UUID NOT NULL,
    "orderId" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "memberId" UUID NOT NULL,
    "assignedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Assignment_pkey" PRIMARY KEY ("shopId","orderId","role")
);

-- CreateTable
CREATE TABLE "Item" (
    "shopId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "orderId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "lineId" TEXT NOT NULL,
    "sourceKey" TEXT NOT NULL,
    "propertyName" TEXT NOT NULL,
    "productTitle" TEXT NOT NULL,
    "variantTitle" TEXT,
    "options" TEXT[],
    "sku" TEXT,
    "quantity" INTEGER NOT NULL,
    "details" JSONB NOT NULL DEFAULT '[]',
    "fileName" TEXT NOT NULL,
    "fileNameKey" TEXT NOT NULL,
    "skips" TEXT[],
    "step" TEXT NOT NULL,
    "readyFor" TEXT,
    "stepSince" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "visibleAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changeCount" INTEGER NOT NULL DEFAULT 0,
    "reworkCause" TEXT,
    "hasOpenRevision" BOOLEAN NOT NULL DEFAULT false,
    "photoVersion" INTEGER NOT NULL DEFAULT 0,
    "artfileVersion" INTEGER NOT NULL DEFAULT 0,
    "artfilePhotoVersion" INTEGER NOT NULL DEFAULT 0,
    "approvedArtfileVersion" INTEGER,
    "photoKept" BOOLEAN NOT NULL DEFAULT false,
    "sentToPrinterAt" TIMESTAMPTZ(3),
    "instructions" TEXT,
    "issueReasonId" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Item_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Photo" (
    "shopId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "itemId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,
    "sourceUrl" TEXT,
    "state" TEXT NOT NULL DEFAULT 'fetching',
    "failure" TEXT,
    "originalName" TEXT,
    "storageKey" TEXT,
    "sha256" TEXT,
    "bytes" BIGINT,
    "contentType" TEXT,
    "width" INTEGER,
    "height" INTEGER,
    "thumbKey" TEXT,
    "screenKey" TEXT,
    "renditions" TEXT NOT NULL DEFAULT 'none',
    "suppliedBy" TEXT NOT NULL DEFAULT 'customer',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Photo_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Artfile" (
    "shopId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "itemId" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "fileName" TEXT NOT NULL,
    "storageKey" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "contentType" TEXT NOT NULL,
    "width" INTEGER,
    "height" INTEGER,
    "thumbKey" TEXT,
    "screenKey" TEXT,
    "renditions" TEXT NOT NULL DEFAULT 'none',
    "photoVersion" INTEGER NOT NULL,
    "uploadedById" UUID,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "approvedAt" TIMESTAMPTZ(3),
    "approvedBy" TEXT,
    "voidedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Artfile_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Upload" (
    "shopId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "memberId" UUID,
    "orderId" UUID,
    "itemId" UUID,
    "fileName" TEXT NOT NULL,
    "storageKey" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "bytes" BIGINT NOT NULL,
    "contentType" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "refusal" JSONB,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Upload_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Issue" (
    "shopId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "itemId" UUID NOT NULL,
    "reasonId" UUID NOT NULL,
    "comment" TEXT NOT NULL DEFAULT '',
    "photoIds" UUID[],
    "openedById" UUID,
    "openedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),
    "ending" TEXT,

    CONSTRAINT "Issue_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Revision" (
    "shopId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "itemId" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "artfileVersion" INTEGER NOT NULL,
    "note" TEXT NOT NULL,
    "askedBy" TEXT NOT NULL DEFAULT 'customer',
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "forwardedAt" TIMESTAMPTZ(3),
    "instructions" TEXT,
    "answeredAt" TIMESTAMPTZ(3),
    "answer" TEXT,

    CONSTRAINT "Revision_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "History" (
    "shopId" UUID NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "orderId" UUID NOT NULL,
    "itemId" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actorKind" TEXT NOT NULL,
    "memberId" UUID,
    "event" TEXT NOT NULL,
    "fromStep" TEXT,
    "toStep" TEXT,
    "actId" UUID,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "History_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Act" (
    "shopId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "actorKind" TEXT NOT NULL,
    "memberId" UUID,
    "action" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undoableUntil" TIMESTAMPTZ(3),
    "undoneAt" TIMESTAMPTZ(3),
    "settledAt" TIMESTAMPTZ(3),
    "before" JSONB NOT NULL DEFAULT '[]',
    "outcome" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "Act_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Email" (
    "shopId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "orderId" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "round" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "actId" UUID,
    "itemIds" UUID[],
    "toAddress" TEXT,
    "subject" TEXT,
    "sendAt" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "sendingSince" TIMESTAMPTZ(3),
    "sentAt" TIMESTAMPTZ(3),
    "deliveredAt" TIMESTAMPTZ(3),
    "openedAt" TIMESTAMPTZ(3),
    "bouncedAt" TIMESTAMPTZ(3),
    "failure" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Email_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "RejectionReason" (
    "shopId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "retiredAt" TIMESTAMPTZ(3),

    CONSTRAINT "RejectionReason_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Folder" (
    "shopId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Folder_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Fulfilment" (
    "shopId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "orderId" UUID NOT NULL,
    "itemIds" UUID[],
    "trackingNumber" TEXT,
    "trackingCompany" TEXT,
    "trackingUrl" TEXT,
    "notifyCustomer" BOOLEAN NOT NULL DEFAULT true,
    "askedById" UUID,
    "askedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "state" TEXT NOT NULL DEFAULT 'asked',
    "refusal" TEXT,
    "shopifyFulfillmentIds" TEXT[],
    "settledAt" TIMESTAMPTZ(3),

    CONSTRAINT "Fulfilment_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateTable
CREATE TABLE "Task" (
    "shopId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "orderId" UUID,
    "subject" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closedAt" TIMESTAMPTZ(3),

    CONSTRAINT "Task_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateIndex
CREATE INDEX "Session_shopDomain_idx" ON "Session"("shopDomain");

-- CreateIndex
CREATE UNIQUE INDEX "Shop_domain_key" ON "Shop"("domain");

-- CreateIndex
CREATE INDEX "WebhookDelivery_receivedAt_idx" ON "WebhookDelivery"("receivedAt");

-- CreateIndex
CREATE UNIQUE INDEX "WebhookDelivery_shopDomain_topic_eventId_key" ON "WebhookDelivery"("shopDomain", "topic", "eventId");

-- CreateIndex
CREATE UNIQUE INDEX "Member_shopId_shopifyUserId_key" ON "Member"("shopId", "shopifyUserId");

-- CreateIndex
CREATE UNIQUE INDEX "Member_shopId_email_key" ON "Member"("shopId", "email");

-- CreateIndex
CREATE UNIQUE INDEX "Order_linkTokenHash_key" ON "Order"("linkTokenHash");

-- CreateIndex
CREATE INDEX "Order_shopId_placedAt_id_idx" ON "Order"("shopId", "placedAt", "id");

-- CreateIndex
CREATE INDEX "Order_shopId_customerShopifyId_idx" ON "Order"("shopId", "customerShopifyId");

-- CreateIndex
CREATE INDEX "Order_shopId_waitingForArtistSince_idx" ON "Order"("shopId", "waitingForArtistSince");

-- CreateIndex
CREATE UNIQUE INDEX "Order_shopId_shopifyOrderId_key" ON "Order"("shopId", "shopifyOrderId");

-- CreateIndex
CREATE INDEX "Assignment_shopId_memberId_role_idx" ON "Assignment"("shopId", "memberId", "role");

-- CreateIndex
CREATE INDEX "Item_shopId_step_stepSince_id_idx" ON "Item"("shopId", "step", "stepSince", "id");

-- CreateIndex
CREATE INDEX "Item_shopId_orderId_idx" ON "Item"("shopId", "orderId");

-- CreateIndex
CREATE UNIQUE INDEX "Item_shopId_orderId_number_key" ON "Item"("shopId", "orderId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Item_shopId_orderId_lineId_sourceKey_key" ON "Item"("shopId", "orderId", "lineId", "sourceKey");

-- CreateIndex
CREATE UNIQUE INDEX "Item_shopId_fileNameKey_key" ON "Item"("shopId", "fileNameKey");

-- CreateIndex
CREATE UNIQUE INDEX "Photo_shopId_itemId_version_position_key" ON "Photo"("shopId", "itemId", "version", "position");

-- CreateIndex
CREATE UNIQUE INDEX "Artfile_shopId_itemId_version_key" ON "Artfile"("shopId", "itemId", "version");

-- CreateIndex
CREATE INDEX "Upload_shopId_memberId_state_idx" ON "Upload"("shopId", "memberId", "state");

-- CreateIndex
CREATE INDEX "Upload_createdAt_idx" ON "Upload"("createdAt");

-- CreateIndex
CREATE INDEX "Issue_shopId_itemId_idx" ON "Issue"("shopId", "itemId");

-- CreateIndex
CREATE UNIQUE INDEX "Revision_shopId_itemId_round_key" ON "Revision"("shopId", "itemId", "round");

-- CreateIndex
CREATE INDEX "History_shopId_orderId_id_idx" ON "History"("shopId", "orderId", "id");

-- CreateIndex
CREATE INDEX "History_shopId_itemId_id_idx" ON "History"("shopId", "itemId", "id");

-- CreateIndex
CREATE INDEX "Email_shopId_state_idx" ON "Email"("shopId", "state");

-- CreateIndex
CREATE UNIQUE INDEX "Email_shopId_orderId_kind_round_key" ON "Email"("shopId", "orderId", "kind", "round");

-- CreateIndex
CREATE UNIQUE INDEX "RejectionReason_shopId_name_key" ON "RejectionReason"("shopId", "name");

-- CreateIndex
CREATE UNIQUE INDEX "Folder_shopId_name_key" ON "Folder"("shopId", "name");

-- CreateIndex
CREATE INDEX "Fulfilment_shopId_orderId_idx" ON "Fulfilment"("shopId", "orderId");

-- CreateIndex
CREATE UNIQUE INDEX "Task_shopId_kind_subject_key" ON "Task"("shopId", "kind", "subject");

-- AddForeignKey
ALTER TABLE "Member" ADD CONSTRAINT "Member_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Order" ADD CONSTRAINT "Order_shopId_folderId_fkey" FOREIGN KEY ("shopId", "folderId") REFERENCES "Folder"("shopId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Assignment" ADD CONSTRAINT "Assignment_shopId_memberId_fkey" FOREIGN KEY ("shopId", "memberId") REFERENCES "Member"("shopId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Item" ADD CONSTRAINT "Item_shopId_issueReasonId_fkey" FOREIGN KEY ("shopId", "issueReasonId") REFERENCES "RejectionReason"("shopId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Photo" ADD CONSTRAINT "Photo_shopId_itemId_fkey" FOREIGN KEY ("shopId", "itemId") REFERENCES "Item"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Artfile" ADD CONSTRAINT "Artfile_shopId_itemId_fkey" FOREIGN KEY ("shopId", "itemId") REFERENCES "Item"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Upload" ADD CONSTRAINT "Upload_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Issue" ADD CONSTRAINT "Issue_shopId_itemId_fkey" FOREIGN KEY ("shopId", "itemId") REFERENCES "Item"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Issue" ADD CONSTRAINT "Issue_shopId_reasonId_fkey" FOREIGN KEY ("shopId", "reasonId") REFERENCES "RejectionReason"("shopId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Revision" ADD CONSTRAINT "Revision_shopId_itemId_fkey" FOREIGN KEY ("shopId", "itemId") REFERENCES "Item"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "History" ADD CONSTRAINT "History_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "History" ADD CONSTRAINT "History_shopId_itemId_fkey" FOREIGN KEY ("shopId", "itemId") REFERENCES "Item"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Act" ADD CONSTRAINT "Act_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Email" ADD CONSTRAINT "Email_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "RejectionReason" ADD CONSTRAINT "RejectionReason_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Folder" ADD CONSTRAINT "Folder_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Fulfilment" ADD CONSTRAINT "Fulfilment_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Task" ADD CONSTRAINT "Task_shopId_orderId_fkey" FOREIGN KEY ("shopId", "orderId") REFERENCES "Order"("shopId", "id") ON DELETE CASCADE ON UPDATE CASCADE;

