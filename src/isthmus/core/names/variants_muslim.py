"""Given names of Muslims, as they are written in Arabic, Turkic, Caucasian, Persian and European languages.

A line a group, its representative first; an indented line goes on with the group.
"""

__all__ = ["GROUPS"]

GROUPS = """\
muhammad mohammed mohammad mohamed mohamad muhammed muhamed muhamad mohamet muhammet mehmed mehmet magomed
  magomet magomad magamed mokhmad mukhamed mukhammad mukhammed makhmad mukhamet mamed mamad mohd мухаммад
  мухаммед мухамед мухамад мухаммет мухамет магомед магомет магомад магамед мохмад мохьмад махмад мамед
  мамад мөхәммәт محمد
ahmad ahmed akhmad akhmed ahmet akhmet achmad achmed ahmat akhmat ахмад ахмед ахмет ахмат эхьмад әхмәт
  أحمد احمد
mahmud mahmoud mahmood makhmud mehmud махмуд مَحمود محمود
hamid hameed khamid hamit khamit хамид хамит حميد
mustafa mostafa moustafa mustapha mostapha мустафа مصطفى مصطفي
ali aliy ely али алий элий ӏали علي على
hasan hassan khasan khassan gasan hasen хасан гасан хьасан асан حسن
husayn hussein husain hussain husein hossein hosein husayin khusein khusain huseyin gusein guseyn husni
  хусейн хусайн гусейн хусен хьусейн усеин хөсәен حسين
usman osman othman uthman ousmane utman osmon gosman усман осман утман гусман عثمان
umar omar omer oumar gumar umer умар омар омер ӏумар гумар умер عمر
ibrahim ibragim ebrahim ibraheem ibrohim ibragym ибрагим ибрахим إبراهيم ابراهيم ابرهيم
ismail ismayil esmail ismael ismoil ismagil izmail исмаил исмоил исмагил измаил إسماعيل اسماعيل
isa eisa issa essa iisa иса ӏийса عيسى عيسي
musa mousa moussa moosa муса موسى موسي
yusuf yousef youssef yousuf yusif yusup yusef iusuf iusup josef юсуф юсуп юсиф юсеф йусуп يوسف
yaqub yakub yaqoob yacoub iakub yaghoub якуб якъуб ягуб يعقوب
yahya yahia yehia iakhia yakhya yahyo яхья яхъя яхя يحيى يحيي
yunus younus younes yunis iunus юнус юнис يونس
ilyas elias ilias eliyas ильяс илиас إلياس الياس
idris idrees edris идрис إدريس ادريس
ishaq ishak iskhak isaak isak ishoq исхак исхакъ исаакъ إسحاق اسحاق
dawud daud dawood daoud davud davut dovud дауд давуд давут дауъд داود داوود
sulayman suleiman sulaiman suleyman soliman suliman soleyman sulaymon saleiman сулейман сулайман солейман
  سليمان
zakariya zakaria zakariyya zekeriya zakhariya закария зекерия закарья زكريا زكرياء
ayyub ayub ayoub ajub eyub айюб аюб эюб أيوب ايوب
harun haroun haroon garun харун гарун هارون
nuh nuha nukh noukh нух نوح
adam adem odam адам адем آدم ادم
abdullah abdulla abdallah abdalla abdoullah abdoulaye abdollah abdula abdullo abdillo abdulakh абдулла
  абдуллах абдалла абдулло абдуллагь عبدالله عبداللة
abdurrahman abdulrahman abdelrahman abdalrahman abdurahman abdurakhman abdurrakhman abderrahman
  abderahmane abdulrakhman abdirahman abdurahmon abdraman абдурахман абдуррахман абдулрахман абдирахман
  абдрахман абдурохман عبدالرحمن عبدرحمن
abdulaziz abdelaziz abdalaziz abdulazeez abdolaziz abdilaziz abdulasis абдулазиз абдельазиз абделазиз
  абдилазиз عبدالعزيز عبدعزيز
abdulkarim abdelkarim abdelkrim abdalkarim abdulkareem abdolkarim abdukarim абдулкарим абдулкерим
  абделькарим абдукарим عبدالكريم عبدكريم
abdulhamid abdelhamid abdalhamid abdulhameed abdolhamid abdulkhamid abdulgamid abdukhamid абдулхамид
  абдулгамид абдельхамид абдухамид عبدالحميد عبدحميد
abdulqadir abdulkadir abdelkader abdelqader abdalqadir abdulkader abdulqader abdukadyr abdukodir
  абдулкадир абдулкадыр абдулкадер абделькадер абдукадыр عبدالقادر عبدقادر
abdulmalik abdelmalek abdalmalik abdulmalek abdelmalik абдулмалик абдельмалик عبدالملك عبدملك
abdulmajid abdelmajid abdulmajeed abdelmadjid abdulmedzhid abdulmazhid абдулмажид абдулмеджид абдулмаджид
  عبدالمجيد عبدمجيد
abdullatif abdellatif abdulatif abdallatif abdullateef абдуллатиф абдулатип абдулатиф عبداللطيف عبدلطيف
abdulwahid abdelwahid abdulvahid abdelouahed abdulwaheed абдулвахид عبدالواحد عبدواحد
abdulwahhab abdelwahab abdulwahab abdulvahab abdelouahab абдулвахаб عبدالوهاب عبدوهاب
abdulsalam abdelsalam abdussalam abdeslam abdusalam abdisalam abdessalam абдусалам абдулсалам абдуссалам
  عبدالسلام عبدسلام
abdulhakim abdelhakim abdulkhakim abdulhakeem abdelhakeem абдулхаким абдулгаким عبدالحكيم عبدحكيم
abdulhalim abdelhalim abdulkhalim abdulhaleem абдулхалим абдулгалим عبدالحليم عبدحليم
abdulrazzaq abdulrazaq abdulrazak abdelrazak abdurrazzaq abdurazak abderrazak абдуразак абдурразак
  عبدالرزاق عبدرزاق
abduljabbar abdeljabbar abdulzhabar abduljabar абдулджабар абдулжабар عبدالجبار عبدجبار
abduljalil abdeljalil abduldjalil abduljaleel abdulzhalil абдулджалил абдулжалил عبدالجليل عبدجليل
abdulghani abdelghani abdulgani abdelgani abduganiy абдулгани عبدالغني عبدغني
abdulmumin abdelmoumen abdulmomin abdelmoumin абдулмумин абдулмуъмин عبدالمؤمن عبدمؤمن
khalid khaled halid haled khaleed халид халед خالد
walid waleed oualid valid валид уалид وليد
said saeed saiid sayed saeid sayid sagid saïd саид сайид сеид саʼид سعيد
sayyid seyed syed sayyed seid seyyed сейид سيد
salih saleh salikh saalih solih салих салех солих صالح
salim saleem selim салим селим سليم
salman salmon salmaan салман سلمان
samir sameer самир سمير
jamal gamal djamal dzhamal jamaal jemal cemal djemal zhamal джамал гамаль джемал жамал جمال
jamil jameel djamil gamil dzhamil cemil джамиль джамил жамил جميل
jafar jaafar djafar dzhafar gaafar cafer jafer dzhapar джафар жафар джапар جعفر
kamal kamel kemal kamol камал камаль кемаль камол كمال
karim kareem kerim krim karem карим керим كريم
kasim qasim qassim kassim qasem kassem gasim kasym касим касым гасым къасим قاسم
rashid rasheed rachid rashit rashed rosid рашид рашит راشد رشيد
ramadan ramazan ramadhan ramzan romazon рамазан рамадан рамзан رمضان
rasul rasoul rassoul rasool расул رسول
rustam rustem roustam rostam рустам рустем ростам رستم
sharif shareef cherif sherif sharip sherip шариф шарип шериф شريف
shamil shamel chamil shamyl шамиль шамил شامل شاميل
shaban shaaban sha'ban chaabane shaʻban шабан شعبان
tariq tarik tareq tarek тарик طارق
tahir taher tagir takhir tohir тахир тагир тохир طاهر
talib taleb талиб طالب
zayd zaid zeid zeyd заид зейд зайд زيد
ziyad ziad zeyad зияд زياد
zubayr zubair zubeir zoubeir zubeyr subair зубайр зубаир зубейр зубер الزبير زبير
bashir basheer bachir beshir башир بشير
bilal belal bilel билал биляль بلال
faisal faysal feisal faycal feysal фейсал файсал فيصل
farid fareed ferid фарид ферид فريد
faruq farouk farooq faruk farouq фарук فاروق
fuad fouad fuat foad фуад فؤاد
habib habeeb khabib habip хабиб хьабиб حبيب
hakim hakeem khakim хаким حكيم حاكم
hamza hamzah khamza gamza hamze хамза гамза хьамза حمزة حمزه
haydar haidar heidar heydar khaidar geidar gaydar хайдар гейдар гайдар حيدر
hadi khadi hady хади هادي
iqbal ikbal eqbal икбал إقبال اقبال
imran emran imron имран ӏимран عمران
islam eslam ислам إسلام اسلام
jabir jaber djaber dzhabir джабир джабер جابر
jabrail jibril djibril jebrail dzhabrail zhabrail jabroil jibreel gibril джабраил жабраил джибриль
  джебраил جبريل جبرائيل
latif lateef latip латиф латип لطيف
mahdi mehdi magdi makhdi махди мехди магди مهدي
malik malek malic малик мелик مالك
mansur mansour mansoor mansor мансур منصور
marwan marouane merwan marvan марван مروان
masud masoud massoud mas'ud masood mesut mesud масуд месуд مسعود
mubarak mobarak moubarak mubarok мубарак مبارك
murad mourad murat morad мурад мурат مراد
murtaza murtada mortaza morteza murtuza муртаза муртада مرتضى
nabil nabeel набиль نبيل
nadir nader надир نادر
nasir nasser naser nosir насир насер ناصر
nazim nazem nadhim назим ناظم
nuri noori nouri нури نوري
nuruddin nureddin nouruddin nooruddin nuriddin nurdin nuraddin nuruldin noureddine nuretdin нуруддин
  нурдин нуреддин нуриддин نورالدين
salahuddin salahaddin saladin salaheddine selahattin salahudin salakhuddin salaheddin salahaldin
  салахуддин салаудин салахаддин салаутдин صلاحالدين صلاحالدّين
sayfuddin saifuddin seifeddin saifaldin saiffuddin seyfettin sayfiddin сайфуддин сайфутдин сайпудин
  سيفالدين
sayfullah saifullah saifulla seyfullah saypulla saifollah sayfulla сайфулла сайпулла сайфуллах سيفالله
shamsuddin shamseddin shamsudin shamsiddin chamseddine samsudin шамсуддин шамсудин шамсутдин شمسالدين
jalaluddin jalaleddin djalaluddin dzhalaludin jaloliddin celalettin jalaloudine jalalaldin джалалуддин
  джалалудин جلالالدين
badruddin badreddin badrudin bedreddin badruldin бадруддин бадрудин بدرالدين
imaduddin imadeddin emaduddin imadaldin имадуддин имамутдин عمادالدين
khayruddin khairuddin kheireddine hayrettin khairudin хайруддин хайрудин خيرالدين
zaynuddin zainuddin zaineddin zainudin zaynudin зайнуддин зайнудин зайнутдин زينالدين
fakhruddin fakhreddin fahruddin fahrudin фахруддин фахрудин فخرالدين
nasruddin nasreddin nasrudin nasriddin насруддин насрудин насреддин نصرالدين
muhyiddin mohieddin muhieddin mohiuddin mahyuddin мухиддин мухидин محييالدين محيالدين
sirajuddin serajuddin sirajudin sirazhudin sirazhdin сираджуддин сиражудин سراجالدين
asadullah asadulla asadullo esedullah assadullah асадулла أسدالله اسدالله
habibullah habibulla khabibullah khabibula habibollah хабибулла хабибуллах حبيبالله
hamidullah hamidulla khamidulla hameedullah хамидулла حميدالله
nasrullah nasrulla nasrollah nasrallah насрулла насралла نصرالله
fathullah fathulla fethullah fatkhulla fathallah фатхулла фетхулла فتحالله
ramiz rameez рамиз رامز
riyad riad riyadh riadh рияд رياض
rida reza riza ridha реза риза рида رضا
saddam sadam саддам صدام
sad saad саад سعد
sadiq sadek sadik sadegh садик садык صادق
sami samy сами سامي
suhayl suhail souheil suheil сухайль سهيل
taha takha таха طه
wahid waheed vahid vakhid вахид вахит واحد وحيد
wisam wissam wesam висам وسام
yasin yassin yaseen yassine yasseen jasin ясин ياسين
yasir yasser yaser jasser ясир ясер ياسر
zahir zaher zakhir загир захир ظاهر زاهر
zelimkhan zelimhan zalimkhan zelimxan зелимхан залимхан
apti апти
aslan arslan aslanbek асл аслан арслан أصلان
ruslan rouslan руслан
aslambek асламбек
movsar mowsar мовсар
dzhokhar johar djokhar dzhohar jawhar zhovkhar джохар жовхар جوهر
imam imom имам إمام امام
arbi arby арби
lecha letcha леча
vakha vaha ваха
aisha ayesha aicha aysha aishat ayshat aishah ayishat aysa oysha ayse aişe ayşe айша айшат айше ӏайшат
  عائشة عايشة عائشه
fatima fatimah fatma fatemeh fatimat patimat fatimatu fatoumata patima fatime фатима фатма фатимат патимат
  петимат petimat فاطمة فاطمه
khadija khadijah hadija khadijat khadizhat hadizhat khadidja hatice hadidja khadizha hadicha хадижа
  хадижат хадиджа хадиджат хедижа хадича خديجة خديجه
maryam mariam maryem meryem mariyam maream meriam marjam maryamu maimarjam марьям мариам мериям марям مريم
zaynab zainab zeinab zeynep zainap zaynap zeynab zayneb зайнаб зейнаб зайнап зейнеп زينب
amina aminah aminat emine amineh amena амина аминат эмине آمنة أمينة امينة امنة
asma esma asmaa асма эсма أسماء اسماء
hava hawa khava hawwa havva chava hawwaa хава хьава حواء حوا
halima haleema khalima halimat khalimat halimah халима халимат حليمة حليمه
layla leila laila leyla lejla leyli лейла ляйля лайла ليلى ليلي
malika melika maliko малика مليكة
madina medina мадина مدينة
zahra zohra zahraa zehra zakhra захра зехра زهراء زهرة
zuhra zukhra zoukhra зухра
zulaykha zuleikha zulaikha zuleykha zulikhan zulejha зулейха зулайха зулихан زليخة زليخا
zaira zahira zaïra заира захира زاهرة
zara зара زارا
sakina sakinah sakinat sekine сакина сакинат سكينة
salma selma салма сельма سلمى
salima saleema салима سليمة
samira sameera самира سميرة
jamila djamila dzhamilya jameela gamila cemile dzhamila джамиля джамила жамиля جميلة
karima kareema kerime карима كريمة
raisa raissa раиса
rabia rabiya rabiat rabiah рабия рабият رابعة ربيعة
ruqayya rukayya roqayya rukiyat ruqaya rokaya рукият рукайя رقية
safiya safiyya safia sapiyat safiyat safiye сафия сапият сафият صفية
saida saeeda saidat саида саидат سعيدة
naima naimah naimat наима نعيمة
nadia نادية
nura noura nurah нура نورا نورة
yasmin yasmine yasmeen jasmin jasmina ясмин жасмин ياسمين
makka makkah мака макка مكة
tabarik tabarak
luiza луиза
zarina zareena зарина زرينة
gulnara gulnar gyulnara gülnara гульнара гюльнара
gulnaz gülnaz гульназ
dilnaz дильназ
aynur ainur aynour айнур عينور
timur temur teimur taimur timour тимур темур теймур تيمور
mirza myrza morza мирза مرزا ميرزا
amir emir ameer amyr амир эмир أمير امير
anwar anvar enver anouar anver анвар энвер أنور انور
akbar ekber akber акбар أكبر اكبر
akram ekrem akrom акрам أكرم اكرم
alim aleem галим عليم
amin ameen emin амин эмин أمين امين
arif aref гариф ариф عارف
asad assad esed асад أسد اسد
ashraf eshref aschraf ашраф أشرف اشرف
atif atef атиф عاطف
aziz azeez azis азиз عزيز
azamat azemat азамат عظمت
baha bahaa баха بهاء
basim bassem basem басим باسم
burhan borhan бурхан برهان
daniyar daniar данияр دانيار
elnur elnour эльнур
eldar ildar эльдар ильдар
elchin elçin эльчин
fahd fahad фахд فهد
fadil fadhel fazil fadel фадиль фазиль فاضل
fikrat fikret фикрат фикрет فكرت
ghassan gassan гассан غسان
ghulam gholam gulam gulom гулам غلام
ilham ильхам إلهام الهام
ikram ikrom икрам إكرام اكرام
iskandar iskander eskandar iskender искандар искандер إسكندر اسكندر
jahangir jihangir cihangir dzhakhangir jahongir джахангир джахонгир جهانگير جهانجير
jawad javad jawwad djavad cevad cavad dzhavad джавад جواد
jihad djihad cihad джихад جهاد
kazim kazem kadhim kadhem kyazim казим كاظم
majid majeed madjid mecid medzhid mazhid маджид меджид мажид ماجد مجيد
mahir maher махир ماهر
maruf maarouf marouf маруф معروف
mukhtar mokhtar muhtar moktar мухтар مختار
muslim moslem mouslim муслим مسلم
muaz moaz muadh moadh муаз معاذ
munir mounir muneer monir мунир منير
nazar назар نظار
niyaz niaz нияз نياز
omid umid umed умед умид أميد اميد
parviz parvez pervez парвиз первиз پرويز برويز
qurban kurban gurban qorban kurbon гурбан курбан къурбан قربان
rafiq rafik rafeeq refik рафик رفيق
rahim raheem rakhim ragim rohim рахим рагим رحيم
rahman rakhman rahmon rachman рахман рахмон رحمن رحمان
rauf raouf raoof рауф رؤوف رءوف
sabir saber sobir сабир صابر
safar safer sapar сафар сапар صفر
samad samed самад самед صمد
sardar serdar sardor сардар сердар سردار
sattar satar sattor саттар ستار
shahin shaheen chahine şahin shakhin шахин شاهين
shakir shaker şakir chakir шакир شاكر
siraj seraj сирадж سراج
sultan soltan султан солтан سلطان
turpal турпал
ulugbek ulughbek ulukbek улугбек улукбек
vali wali veli вали вели ولي
vugar vuqar вугар вюгар
yashar yaşar jaschar яшар
zaur zauer заур
zafar zafer zofar зафар зафер ظفر
"""
