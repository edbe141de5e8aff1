"""What PostgreSQL's catalogue says of one schema."""

from collections.abc import Iterator

from django.db.backends.base.base import BaseDatabaseWrapper

__all__ = ["catalogue"]

# Each yields kind, name, table, and what must be equal. The schema is the connection's own; its name is taken out.
_QUERIES = (
    """SELECT 'table', c.relname, c.relname,
        concat_ws('|', c.relkind, c.relpersistence, c.relispartition, c.relrowsecurity, c.relforcerowsecurity,
            (SELECT count(*) FROM pg_inherits i WHERE c.oid IN (i.inhrelid, i.inhparent)),
            CASE c.relkind WHEN 'v' THEN pg_get_viewdef(c.oid) WHEN 'm' THEN pg_get_viewdef(c.oid) END)
    FROM pg_class c WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind NOT IN ('i', 'I', 'S')""",
    """SELECT 'column', c.relname || '.' || a.attname, c.relname,
        concat_ws('|', format_type(a.atttypid, a.atttypmod), a.attnotnull, a.attidentity, a.attgenerated,
            a.attcollation, pg_get_expr(d.adbin, d.adrelid))
    FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
    LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind IN ('r', 'p') AND a.attnum > 0
        AND NOT a.attisdropped""",
    """SELECT 'constraint', c.relname || '.' || k.conname, c.relname,
        concat_ws('|', pg_get_constraintdef(k.oid), k.convalidated)
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE k.connamespace = current_schema()::regnamespace AND k.contype <> 'n'""",
    """SELECT 'index', x.relname, c.relname,
        concat_ws('|', pg_get_indexdef(i.indexrelid), i.indisvalid, i.indisready, i.indislive)
    FROM pg_index i JOIN pg_class x ON x.oid = i.indexrelid JOIN pg_class c ON c.oid = i.indrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind <> 't'""",
    """SELECT 'trigger', c.relname || '.' || t.tgname, c.relname,
        concat_ws('|', pg_get_triggerdef(t.oid), t.tgenabled)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND NOT t.tgisinternal""",
    # Triggers by which the server itself keeps references: their names are numbers.
    """SELECT 'trigger', 'references of ' || c.relname, c.relname, string_agg(t.tgenabled::text, '' ORDER BY t.oid)
    FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND t.tgisinternal GROUP BY c.relname""",
    """SELECT 'rule', c.relname || '.' || r.rulename, c.relname, pg_get_ruledef(r.oid)
    FROM pg_rewrite r JOIN pg_class c ON c.oid = r.ev_class
    WHERE c.relnamespace = current_schema()::regnamespace""",
    """SELECT 'policy', c.relname || '.' || p.polname, c.relname, p.polcmd::text
    FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
    WHERE c.relnamespace = current_schema()::regnamespace""",
)


def catalogue(connection: BaseDatabaseWrapper) -> dict[tuple[str, str], tuple[str, object]]:
    """Return every object of the connection's schema, by kind and name: its table, and what it consists of."""
    return {(kind, name): (table, said) for kind, name, table, said in _rows(connection)}


def _rows(connection: BaseDatabaseWrapper) -> Iterator[tuple[str, str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(current_schema())")
        [schema] = cursor.fetchone()
        for query in _QUERIES:
            cursor.execute(query)
            for kind, name, table, said in cursor.fetchall():
                yield kind, name, table, (said or "").replace(f"{schema}.", "")
