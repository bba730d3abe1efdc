-- What one statement writes of items is counted once for each order, however many they are: an order of 500 items was counted 500 times.
-- A semicolon inside of a function is written \x3B.
CREATE FUNCTION "open_work_of_new_items"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  PERFORM "count_open_work"("shopId", "orderId") FROM (SELECT DISTINCT "shopId", "orderId" FROM written ORDER BY 1, 2) of\x3B
  RETURN NULL\x3B
END';

CREATE FUNCTION "open_work_of_changed_items"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  PERFORM "count_open_work"("shopId", "orderId") FROM (
    SELECT w."shopId", w."orderId" FROM written w JOIN former f ON f."shopId" = w."shopId" AND f.id = w.id
    WHERE (f.step, f."readyFor", f.skips, f."orderId") IS DISTINCT FROM (w.step, w."readyFor", w.skips, w."orderId")
    UNION
    SELECT f."shopId", f."orderId" FROM written w JOIN former f ON f."shopId" = w."shopId" AND f.id = w.id
    WHERE f."orderId" <> w."orderId"
    ORDER BY 1, 2) of\x3B
  RETURN NULL\x3B
END';

DROP TRIGGER "item_work_counted" ON "Item";
DROP TRIGGER "item_work_began" ON "Item";

CREATE TRIGGER "item_work_began" AFTER INSERT ON "Item" REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION "open_work_of_new_items"();

CREATE TRIGGER "item_work_ended" AFTER DELETE ON "Item" REFERENCING OLD TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION "open_work_of_new_items"();

CREATE TRIGGER "item_work_counted" AFTER UPDATE ON "Item" REFERENCING OLD TABLE AS former NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION "open_work_of_changed_items"();
