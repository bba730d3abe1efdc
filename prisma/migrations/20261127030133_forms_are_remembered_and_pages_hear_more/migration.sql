-- CreateTable
CREATE TABLE "SentForm" (
    "shopId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "memberId" UUID NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "answer" JSONB,

    CONSTRAINT "SentForm_pkey" PRIMARY KEY ("shopId","id")
);

-- CreateIndex
CREATE INDEX "SentForm_sentAt_idx" ON "SentForm"("sentAt");

-- AddForeignKey
ALTER TABLE "SentForm" ADD CONSTRAINT "SentForm_shopId_fkey" FOREIGN KEY ("shopId") REFERENCES "Shop"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SentForm" ADD CONSTRAINT "SentForm_shopId_memberId_fkey" FOREIGN KEY ("shopId", "memberId") REFERENCES "Member"("shopId", "id") ON DELETE NO ACTION ON UPDATE CASCADE;


-- Pages hear too that something was asked of Shopify to fulfil, or answered, and how orders are held there. A semicolon inside of a function is written \x3B.
CREATE FUNCTION "tell_fulfilment_changed"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  PERFORM pg_notify(''proofline_changes'', NEW."shopId" || '' fulfilment'')\x3B
  RETURN NULL\x3B
END';

CREATE TRIGGER "fulfilment_changed" AFTER INSERT OR UPDATE OF state ON "Fulfilment"
  FOR EACH ROW EXECUTE FUNCTION "tell_fulfilment_changed"();

CREATE FUNCTION "tell_hold_changed"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  PERFORM pg_notify(''proofline_changes'', NEW."shopId" || '' hold'')\x3B
  RETURN NULL\x3B
END';

CREATE TRIGGER "hold_changed" AFTER UPDATE OF holds, "liftedByHand", "unheldSince", "unsettledCause" ON "Order"
  FOR EACH ROW WHEN (
    (OLD.holds, OLD."liftedByHand", OLD."unheldSince", OLD."unsettledCause") IS DISTINCT FROM
    (NEW.holds, NEW."liftedByHand", NEW."unheldSince", NEW."unsettledCause"))
  EXECUTE FUNCTION "tell_hold_changed"();

-- Two matters had one kind of task.
UPDATE "Task" t SET kind = 'photo_unplaced' FROM "Item" i
  WHERE t.kind = 'photo_missing' AND i."shopId" = t."shopId" AND i.id::text = t.subject AND cardinality(i."placeAmong") > 0;
