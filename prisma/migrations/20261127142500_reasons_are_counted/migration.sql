-- CreateIndex
CREATE INDEX "Item_shopId_issueReasonId_idx" ON "Item"("shopId", "issueReasonId");
