"""How the columns of forms are called that no person answered, or that could lead to a person.

In English, Russian, Arabic, French, Spanish, Ukrainian and Turkish. Patterns are looked for in names as `folded` gives
them.
"""

import re

__all__ = [
    "COLLECTOR",
    "KEPT_OF_SERVER",
    "LEADS_TO_PEOPLE",
    "MEDIA",
    "NAMED",
    "OF_DEVICE",
    "OF_TODAY",
    "SPEAKER",
    "VICTIMS",
    "is_tie",
]

# What ties the sheets of an export together, and is numbered anew in each.
_TIES = frozenset(
    (
        *("_index", "_parent_index", "_parent_table_name", "_id", "_uuid", "_status", "_xform_id_string"),
        *("KEY", "PARENT_KEY", "SET-OF", "instanceID", "formhub/uuid", "Status", "Edits", "_attachments"),
        *("meta/instanceID", "meta/rootUuid", "meta/deprecatedID", "meta/instanceName"),
        *("meta-instanceID", "meta-rootUuid", "meta-deprecatedID", "meta-instanceName"),
        *("AttachmentsPresent", "AttachmentsExpected", "_geolocation", "_bamboo_dataset_id"),
    )
)
# What servers add that says something of the answers; kept.
KEPT_OF_SERVER = frozenset(
    ("__version__", "_version_", "FormVersion", "_validation_status", "_notes", "_tags", "ReviewState")
)
# Which device and account sent a form, and when, in small letters: it tells who collected.
OF_DEVICE = frozenset(
    (
        *("start", "end", "deviceid", "device_id", "imei", "subscriberid", "simserial", "simid", "username"),
        *("phonenumber", "phone_number", "email", "audit", "audit_url", "start-geopoint", "background-audio"),
        *("background-location", "_submitted_by", "_submission_time"),
        *("submitterid", "submittername", "submissiondate"),
    )
)
# Words in the names of questions by which people are reached or found.
LEADS_TO_PEOPLE = re.compile(
    r"phone|mobile|whatsapp|telegram|signal|e-?mail|contact|gps|geo(?:point|trace|shape|loc)|coordinate|latitude"
    r"|longitude|altitude|precision|accuracy|телефон|моб\.|почта|координат|هاتف|جوال|بريد|احداثيات"
    r"|telefon|celular|\bmovil|correo|courriel|portable|coordonnee|coordenada|пошт|мобільн|eposta|iletisim"
)
# Who asks, and who is asked: their names are no victim's.
COLLECTOR = re.compile(
    r"user_?name|enumerator|interviewer|collector|surveyor|monitor_?name|operator|data_?entry|интервьюер|сборщик|الباحث"
    r"|enqueteur|enquetrice|encuestador|entrevistador|encargad|інтервюер|опитувач|gorusmeci|anketor"
)
SPEAKER = re.compile(
    r"respondent|interview|witness|informant|reporter|speaker|опрашива|свидетел|الشاهد|المستجيب"
    r"|repondant|temoin|temoign|entrevistad|encuestad|testigo|declarante|респондент|свідок|свідк|tanig|tanik|katilimci"
)
# The day on which somebody was asked, which is not when something happened.
OF_TODAY = re.compile(r"\btoday|\bhoy\b|aujourdhui|сегодня|сьогодні|\bbugun|اليوم|entretien|entrevista")
# What stands in the name of a question about a name.
NAMED = re.compile(r"name|имя|фио|اسم|\bnom|_nom|nombre|apellid|імя|піб|прізвищ|isim|soyad|\bad[ıi]?\b")
VICTIMS = re.compile(
    r"victim|dead|killed|casualt|detain|missing|disappear|жертв|погиб|задерж|ضحايا|قتلي|معتقل"
    r"|\bmort|\btue|deced|disparu|detenu|muert|fallecid|asesinad|desaparecid|detenid|загибл|вбит|затрим|зникл"
    r"|kurban|\bolen|\bolu|kayip|gozalti"
)
MEDIA = re.compile(
    r".+\.(?:jpe?g|png|gif|webp|heic|bmp|svg|mp3|m4a|amr|aac|ogg|opus|wav|flac|3gpp?|mp4|mov|avi|mkv|webm|pdf|docx?"
    r"|xlsx?|odt|txt|csv|zip)",
    re.IGNORECASE,
)


def is_tie(name: str) -> bool:
    """Return whether a column only holds an export together: no question is called so."""
    return name in _TIES or name.startswith("_submission__")
