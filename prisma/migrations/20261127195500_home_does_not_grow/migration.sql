-- What Home counts, found without looking at all that is open
CREATE INDEX "Item_waitingForSiblings_idx" ON "Item"("shopId", "step") WHERE "readyFor" IS NOT NULL;
CREATE INDEX "Item_withoutPhoto_idx" ON "Item"("shopId", "stepSince", "id") WHERE "step" = 'photo_review' AND "photoVersion" = 0;
CREATE INDEX "Photo_failed_idx" ON "Photo"("shopId", "itemId") WHERE "state" = 'failed' AND "deletedAt" IS NULL;
-- Orders that were opened again after their photos had gone
CREATE INDEX "Order_openedAgain_idx" ON "Order"("shopId") WHERE "photosRetiredFor" IS NOT NULL AND "endedAt" IS NULL;
