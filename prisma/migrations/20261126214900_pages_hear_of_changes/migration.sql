-- Pages of the app hear by NOTIFY which queues of their shop have changed, as "<shop id> <step> [<step>]": PostgreSQL folds equal ones of a
-- transaction into one. Prisma cuts a migration at every semicolon, so that those inside of a function are written \x3B.
CREATE FUNCTION "tell_item_changed"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  IF TG_OP = ''INSERT'' THEN
    PERFORM pg_notify(''proofline_changes'', NEW."shopId" || '' '' || NEW.step)\x3B
  ELSIF TG_OP = ''DELETE'' THEN
    PERFORM pg_notify(''proofline_changes'', OLD."shopId" || '' '' || OLD.step)\x3B
  ELSIF OLD.step = NEW.step THEN
    PERFORM pg_notify(''proofline_changes'', NEW."shopId" || '' '' || NEW.step)\x3B
  ELSE
    PERFORM pg_notify(''proofline_changes'', NEW."shopId" || '' '' || OLD.step || '' '' || NEW.step)\x3B
  END IF\x3B
  RETURN NULL\x3B
END';

CREATE TRIGGER "item_changed" AFTER INSERT OR UPDATE OR DELETE ON "Item"
  FOR EACH ROW EXECUTE FUNCTION "tell_item_changed"();

-- A photo or an artfile has come, or its picture has been drawn.
CREATE FUNCTION "tell_file_changed"() RETURNS trigger LANGUAGE plpgsql AS E'
BEGIN
  PERFORM pg_notify(''proofline_changes'', NEW."shopId" || '' '' || i.step)
    FROM "Item" i WHERE i."shopId" = NEW."shopId" AND i.id = NEW."itemId"\x3B
  RETURN NULL\x3B
END';

CREATE TRIGGER "photo_changed" AFTER INSERT OR UPDATE OF state, renditions ON "Photo"
  FOR EACH ROW EXECUTE FUNCTION "tell_file_changed"();

CREATE TRIGGER "artfile_changed" AFTER INSERT OR UPDATE OF renditions ON "Artfile"
  FOR EACH ROW EXECUTE FUNCTION "tell_file_changed"();
