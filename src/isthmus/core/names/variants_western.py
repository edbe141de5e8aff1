"""Given names of Western Europe and America, with their short forms.

A line a group, its representative first; an indented line goes on with the group.
"""

__all__ = ["GROUPS"]

GROUPS = """\
william bill will billy willy wilhelm guillermo guillaume liam willie wilhelmus guglielmo уильям вильям
  билл вильгельм وليام ويليام
robert bob rob bobby robbie roberto роберт боб روبرت
richard rick dick ricardo riccardo ricky rich richie ричард рихард ريتشارد
charles charlie carlos carlo karl carl karel chuck charly karol чарльз карл карлос шарль كارل تشارلز شارل
edward ed eddie eduard edouard eduardo ned edvard edoardo эдуард эдвард إدوارد ادوارد
joseph joe jose giuseppe josep józef jozef iosif joey osip josip yosef иосиф джозеф жозеф хосе осип جوزيف
  خوسيه იოსებ
james jim jimmy jaime jamie джеймс джим جيمس
thomas tom tommy tomas tommaso tomasz томас том фома توماس
francis frank francisco francesco françois franz francois paco pancho frantisek franciszek франциск
  фрэнсис франсуа франц франческо франциско فرانسيس فرانز
frederick fred friedrich frederic federico freddy frederik fredrik fritz fryderyk фредерик фридрих فريدريك
henry harry henri heinrich enrique enrico hendrik hank henryk henrik генри анри генрих هنري هاينريش
lawrence laurence larry lorenzo laurent lars lorenz лоуренс лоран لورنس
louis luis lewis ludwig luigi lou lajos louie luiz луи луис людвиг لويس
benjamin ben benny benjamín binyamin benyamin бенджамин вениамин بنيامين بنجامين
samuel sam sammy samuele shmuel samuil самуил сэмюэл сэм صموئيل
david dave davide davit dawid davey дэвид دافيد ديفيد დავით
donald don donny дональд دونالد
kenneth ken kenny кеннет кен كينيث
ronald ron ronnie рональд رونالد
timothy tim timmy timofey timofei timoteo тимофей тимоти تيموثي
matthew matt matthias mateo matthieu matteo mateusz matvey matvei matias matthäus мэттью матвей матиас
  матье ماثيو متى
mark marcus marco marcos marc markus marek марк марко маркус مارك ماركو
luke lucas luca lukas luc łukasz лука лукас люк لوقا لوكاس
philip phil philippe felipe filippo filip phillip филипп فيليب
patrick pat paddy patricio patrice патрик باتريك
christopher chris christophe cristobal christoph kit krzysztof kristofer kris кристофер христофор крис
  كريستوفر
christian cristian kristian cristiano kristijan кристиан كريستيان
joshua josh иошуа джошуа يشوع
nathaniel nathan nate nat натаниэль
gerald gerry jerry gerard gerardo gerhard geraldo джеральд жерар герхард جيرارد
walter walt wally gualtiero вальтер уолтер والتر
arthur art artur arturo артур آرثر ارثر
albert bert alberto albrecht альберт ألبرت البرت
alfred alf alfredo альфред ألفريد الفريد
raymond ray ramon raimundo raymund раймонд рэймонд ريمون
leonard len lenny leonardo leonhard leonardus леонард леонардо ليونارد
vincent vince vicente vincenzo vinny винсент فنسنت
abraham abe avraham abram авраам ابراهام
jeffrey geoffrey jeff geoff джеффри جيفري
douglas doug дуглас
stuart stewart stu стюарт
jonathan jonatan johnathan yonatan джонатан ионафан جوناثان
jennifer jenny jen jennie дженнифер جنيفر
jessica jess jessie джессика
susan sue susanna suzanne susanne zuzana susie susana сюзан сусанна سوزان
barbara barb varvara babs барбара варвара باربرا
patricia patty trish tricia patrizia патриция باتريشيا
rebecca becky rebeka rivka ребекка ревекка ريبيكا
deborah debbie debora deb дебора ديبورا
sarah sara sally sadie сара سارة ساره
rachel raquel rahel rachele rakhil рэйчел рахиль راشيل
judith judy юдифь джудит جوديث
laura lora лаура لورا
martha marta марта مارثا
theresa teresa therese tereza тереза تيريزا
eleanor eleonora elinor leonora элеонора إليانور
dorothy dorothea dot dolly dorotea дороти доротея دوروثي
emily emilia emilie эмилия إيميلي اميليا
michelle michaela michèle ميشال
pamela pam памела
christina christine kristina cristina kristine tina christa кристина христина كريستينا
martin martino martín martyn мартин مارتن
oscar oskar оскар أوسكار اوسكار
olaf olav олаф أولاف
hugo hugh ugo уго хьюго هوغو
rudolf rudolph rodolfo rudy рудольф رودولف
otto otho отто أوتو
bruno бруно برونو
emmanuel manuel emanuele manny immanuel эммануил мануэль إيمانويل مانويل
gabriel gabriele gábor gavriil gavril габриэль гавриил غابرييل
raphael rafael raffaele rafal рафаэль рафаил رفائيل
nicole nicoletta nikol николь نيكول
"""
