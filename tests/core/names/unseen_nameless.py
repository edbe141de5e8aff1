"""Forms that name nobody, in other phrasing than the table's: each list written before its first measure.

A line a language, forms between semicolons. Of the first list 252 of 266 were found at first (94.7 %), of the second,
written after the table was mended by the first, 141 of 163 (86.5 %); the table was then mended by what was missed. What
is still missed stands in `MISSED`.
"""

__all__ = ["FORMS", "MISSED", "SECOND"]

_LINES = {
    "en": """unidentified adult male; unidentified young woman, about 20; two unidentified bodies
        Unidentified child (boy); name not yet released; name unknown, male; an unnamed fighter
        unnamed elderly man; UNKNOWN FEMALE 4; Unknown Person 17; Unidentified remains #22
        a female, name unknown; victim no 6; Victim 6; corpse nr. 12; Body A; unidentified (burnt)
        (name withheld); names not known; 3 unknown men; five unknown civilians; one child
        an elderly woman; a 6 year old boy; baby girl (unnamed); unknown infant; unborn child
        the wife of Sami Darzal; Sami Darzal's wife; Mr. Darzal's two sons; his brother; her three children
        brother of Hiba Darzal; cousin of the mayor; mother of five; son and daughter of Sami
        one of Sami Darzal's sons; relative of Sami Darzal; the Darzal family
        family members of Sami Darzal; grandson of Hiba; Not Known; NOT IDENTIFIED; no name given
        Unidentified man from Example Valley; unknown, from Example Valley; unknown soldier
        Unknown / Unknown; unknown unknown; UNID MALE; unid. female; un-named; un-identified
        unidentified male, 30-35; to be identified; identity not known; identity withheld by family
        nameless child; N/K; #N/A; TBC; XXX; … ; ______; (?); ??; N.N. 4; NN-4; N N (child); NN male 30
        Jane Doe #2; John Doe (3); grave 41; Grave no. 41/2; case 2017-31; DVI 0041; 0041
        Unidentified Palestinian; person unknown; persons unknown; some unknown person; man without name
        male body""",
    "ru": """Неизвестный; неизвестная женщина; неизвестный мужчина 30 лет; Неизвестные (2); НЕИЗВЕСТНО
        имя неизвестно; неопознанное тело; неопознанный труп № 12; тело неизвестного; труп мужчины
        личность не установлена; не опознана; неустановленное лицо; безымянный; двое неизвестных
        без имени (ребёнок); мужчина, 45 лет; девочка 5 лет; неизвестный ребенок; младенец
        имя не установлено; ФИО не известно; жена Сами Дарзаева; сын Айны Дарзаевой; его жена
        двое детей Сами Дарзаева; мать Сами; семья Дарзаевых; брат убитого; дочь Сами Дарзаева, 3 года
        беременная жена Сами; неизв. мужчина; аноним; имя скрыто; имя не разглашается; могила 12
        тело номер семь; б/н""",
    "uk": """невідомий; невідома жінка; невідомий чоловік; невідомо; неопізнане тіло; особу не встановлено
        без імені; тіло № 8; дружина Самі Дарзаєва; син Айни; мати Самі; двоє дітей Самі Дарзаєва
        невстановлена особа; їхня донька; дитина, 5 років""",
    "ar": """مجهول; مجهولة; مجهول الهوية 3; جثة مجهولة الهوية; جثة رقم ١٢; طفل مجهول; امرأة مجهولة الهوية
        رجل مجهول; شخص مجهول الهوية; شهيد مجهول; غير معروف; غير معروف الاسم; لم يتم التعرف على هويته
        بدون اسم; اسم مجهول; ثلاثة مجهولين; زوجة سامي درزال; ابنة سامي درزال; ابن سامي درزال; والدة سامي
        زوجته; شقيق سامي درزال; طفل سامي درزال; عائلة درزال; أطفال سامي درزال الثلاثة; زوجة سامي وأطفالها
        جثة امرأة; مُجهول الهُوية; مجـهول; طفلة (٤ سنوات); الجثة رقم 7""",
    "fa": """ناشناس; مرد ناشناس; زن ناشناس; جسد ناشناس; ناشناس ۳; جسد شماره ۱۲; نامعلوم; هویت نامعلوم; بی‌نام
        مجهول‌الهویه; همسر سامی درزال; پسر سامی درزال; مادر سامی; دختر سامی درزال; خانواده درزال
        برادر سامی; دو کودک; نامشخص; زن جوان""",
    "tr": """kimliği belirsiz kadın; kimliği belirsiz erkek; Kimliği bilinmeyen şahıs; bilinmiyor; isimsiz
        KİMLİĞİ BELİRSİZ 4; ismi bilinmeyen çocuk; Sami Darzal'ın eşi; Sami Darzal'ın oğlu; Hiba'nın annesi
        Darzal ailesi; iki çocuk; ceset no 5; kimligi belirsiz; adı bilinmeyen bir kadın; yaşlı bir adam
        Sami’nin karısı; kimliği tespit edilemeyen ceset""",
    "fr": """inconnu; Inconnue; homme non identifié; femme non identifiée, environ 30 ans
        corps non identifié n° 4; sans nom; identité inconnue; X; épouse de Sami Darzal; fils de Sami
        l'épouse de Sami; mère d'Hiba; deux enfants de Sami Darzal; famille Darzal; une femme
        un homme de 40 ans; nourrisson; cadavre 12; anonyme; nom non précisé; sa femme; Monsieur X""",
    "es": """desconocido; Desconocida; hombre no identificado; mujer sin identificar
        cuerpo no identificado núm. 4; NN; sin nombre; esposa de Sami Darzal; hijo de Sami; la hija de Hiba
        madre de Sami; dos hijos de Sami Darzal; familia de Sami; cuerpo 7; un hombre; una mujer joven
        no identificada (2); persona desconocida; se desconoce el nombre; cadáver sin nombre; S/N""",
    "ka": """უცნობი; უცნობი მამაკაცი; უცნობი ქალი; დაუდგენელი პირი; ვინაობა უცნობია; სამი დარზალის ცოლი
        უცნობი 3; უსახელო ბავშვი; დარზალის შვილი; სამის დედა; ცხედარი № 4; უცნობი ცხედარი""",
    "ce": """цӀе йоцу стаг; цӀе йоцуш; вевзаш воцу стаг; Ахьмадан зуда; Ахьмадан кӀант; Сами Дарзалан йиша
        йевзаш йоцу зуда""",
}

_SECOND = {
    "en": """Name not disclosed; Details withheld; Unidentified body found at sea; unidentified (migrant)
        adult male, unknown; Unknown boy, approx. 12; Child of unknown identity; A fisherman
        unidentified driver; unknown person(s); Unknown family; mother and her two daughters
        pregnant woman; the elder son of Hiba Darzal; Sami Darzal's grandmother; N.N. brother of Sami
        unnamed brother of Sami Darzal; male baby; still-born child; two brothers
        body in advanced decomposition; Unknown #2 (F); BODY-17; ID 2231; Sample 4b; M-017; Person 3 of 7
        unnamed (1); Not yet identified (female); name and age unknown; male, age unknown
        full name unknown; no further details; unclaimed body; human remains; skeletal remains 3; Jane Doe
        one unidentified person; Fatality 3; anonymous caller; a relative of Hiba Darzal
        daughter-in-law of Sami Darzal""",
    "ru": """неизвестный солдат; неизвестный, 25-30 лет; труп неустановленного мужчины; неопознанные останки
        имя не названо; Н/Н; ребёнок 3 лет; двое мужчин; женщина с ребенком; пожилая женщина
        сестра Сами Дарзаева; родители Сами; внук Айны; жена и двое детей Сами Дарзаева; теща Сами
        неизвестный подросток; тело неизвестной женщины; данные уточняются; личность устанавливается
        неизвестно кто; безымянная могила 5; неизв.; мирный житель; задержанный № 3; гражданин Н.""",
    "uk": """невідомий військовий; тіло невідомого; неопізнаний чоловік; ім'я не встановлено; жінка, 40 років
        мати і син; дружина та діти Самі Дарзаєва; неідентифіковане тіло; батько Самі; ексгумоване тіло № 12""",
    "ar": """جثة مجهولة; مجهول رقم 4; طفل لم يعرف اسمه; مجهول من حلب; امرأة وطفلها; عائلة كاملة
        رجل في الأربعينات; سيدة مسنة; ابن الشهيد سامي درزال; زوجة الشهيد سامي; والدة سامي درزال; طفلة رضيعة
        شهيد مجهول الهوية; لم يوثق اسمه; الاسم غير معروف; بنت سامي درزال; أخت سامي درزال; أشلاء مجهولة
        مجهولو الهوية (3); شاب مجهول; ثلاث نساء; ابنة أخ سامي درزال""",
    "fa": """فرد ناشناس; نوزاد ناشناس; کودک بی نام; زن باردار; مردی ناشناس; همسر و دو فرزند سامی درزال
        هویت مجهول; نام: نامعلوم; پدر سامی درزال; جسد مجهول‌الهویه شماره ۳; یک زن; خواهر سامی""",
    "tr": """kimliği belirsiz ceset; Kimliği bilinmeyen 3 kişi; ismi öğrenilemeyen; bir kadın; isimsiz mezar 4
        Darzal'ın kızı; Sami Darzal'ın annesi; yaşlı kadın; kimliği belirsiz çocuk (erkek); adı bilinmeyen
        meçhul asker; Hiba'nın bebeği""",
    "fr": """inconnu(e); femme inconnue; corps sans nom; enfant inconnu de 5 ans; un jeune homme
        identité inconnue (homme); la mère de Sami; épouse et enfants de Sami Darzal; jeune femme enceinte
        personne non identifiée; un migrant; tombe 12; soldat inconnu; N. N.; frère de Hiba""",
    "es": """persona no identificada; hombre desconocido; cuerpo sin identificar 3; NN masculino; N.N. femenina
        cadáver NN; niño sin nombre; madre e hija; la esposa de Sami; hermano de Hiba; restos óseos
        joven no identificado, 20 años; migrante desconocido; fosa 3, cuerpo 2; nombre no disponible""",
    "ka": """უცნობი ჯარისკაცი; უცნობი სამოქალაქო პირი; ამოუცნობი ცხედარი; სამი დარზალის დედა; ბავშვი, 5 წლის
        უცნობი ვინაობის""",
    "ce": """цӀе евзаш йоцу зуда; Сами Дарзалан зуда; вевзаш воцу къона стаг; цхьа зуда""",
}


def _listed(lines: dict[str, str]) -> list[tuple[str, str]]:
    return [
        (language, form.strip())
        for language, text in lines.items()
        for line in text.splitlines()
        for form in line.split(";")
    ]


FORMS, SECOND = _listed(_LINES), _listed(_SECOND)

# Nationalities are not among the forms; "in" may lead to whose body it is.
MISSED = {"Unidentified Palestinian", "body in advanced decomposition"}
