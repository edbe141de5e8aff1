"""Given names of Slavs and their neighbours in Georgia and Armenia, with the forms that other languages have of them.

A line a group, its representative first; an indented line goes on with the group.
"""

__all__ = ["GROUPS"]

GROUPS = """\
aleksandr alexander alexandr alexandre aleksander oleksandr alejandro alessandro aliaksandr alyaksandr
  aleksandar alexandros alexandru sasha sascha sasza oleksander alex alec aleks sanya shura александр
  олександр аляксандр александар саша алекс саня ألكسندر الكسندر ალექსანდრე
aleksandra alexandra oleksandra alessandra alejandra александра олександра ألكسندرا
aleksei alexei alexey aleksey alexej oleksiy oleksii alyaksey alexis aliaksei alyosha lyosha алексей
  олексий аляксей алёша алеша лёша леша أليكسي اليكسي
anatoly anatoli anatoliy anatolii anatol anatolij tolya анатолий анатоль толя أناتولي
andrei andrey andrej andriy andrii andrzej andrew andreas andre andrea andres anders ondrej andrius andris
  andy drew endre андрей андрий андрэй андреас андре эндрю أندريه اندريه أندرو ანდრეი
anna ana anne ann anya anja annie anechka анна аня ганна анечка آنا ანა
anton antony anthony antonio antoni antoine antonius tony antoniy toni антон энтони антонио антуан тоня
  أنطون انطون أنطوان
arkady arkadi arkadii arkadiy arkadij аркадий аркаша أركادي
artem artyom artiom artjom artemy artemiy артем артём артемий أرتيوم
arseny arseni arsenii arseniy арсений أرسيني
boris borys boriss борис بوريس
bogdan bohdan bogdán богдан بوغدان
daniil danil daniel danila danylo daniyal daniele dan danny daniyel даниил данил данила даниэль данило
  даня دانيال دانييل დანიელ
darya daria darja dariya dasha дарья даша дария داريا
denis dennis denys dionysius денис دينيس
dmitry dmitri dmitriy dmitrii dmytro dimitri dimitry dmitrij dimitris dimitar dzmitry dima mitya dimitrios
  дмитрий дмитро дзмитрий димитрий дима митя ديمتري دميتري დიმიტრი
ekaterina yekaterina katerina catherine katherine kateryna katarina katarzyna catarina katharina kathryn
  katya katia kate katie kathy cathy caterina catalina екатерина катерина катя كاترين كاثرين ekaterine
  ეკატერინე
elena yelena helena helen olena alena ellen hélène helene lena elene елена алена алёна олена лена хелена
  إيلينا الينا هيلين ელენე
elizaveta yelizaveta elizabeth elisabeth elisaveta yelyzaveta elżbieta elisabetta liza lisa beth betty liz
  lizzie eliza bess елизавета лиза елизабет элизабет إليزابيث اليزابيث
evgeny yevgeny evgeni yevgeni evgenii evgeniy yevgeniy eugene yevhen eugen eugenio zhenya yauhen jevgenij
  evgenij евгений яўген євген женя يفغيني ევგენი
evgenia yevgenia evgeniya yevgeniya eugenia yevheniia евгения євгенія
fyodor fedor feodor theodore fyodr fiodor fedir teodor theodor федор фёдор феодор федя теодор فيودور فيدور
  თეოდორე
galina halyna galyna galya галина галя гальина غالينا
georgy georgi georgiy georgii giorgi george georg georges jorge jerzy georgios heorhiy gheorghe geordie
  egor yegor gogi goga георгий гиорги егор джордж георги جورج جيورجي გიორგი
gennady gennadi gennadiy gennadii hennadiy genady геннадий генадий гена غينادي
grigory grigori grigoriy grigorii gregory hryhoriy gregor gregorio greg grisha григорий григор грегори
  гриша غريغوري გრიგოლ
igor ihor igors игорь ихор إيغور ايغور იგორ
ilya ilia ilja illya elijah илья илия ильюша إيليا ايليا ილია
innokenty innokentiy innokentii иннокентий
inna ina инна
irina iryna irene irena irine ira irinka ирина ира إيرينا ايرينا ირინა
ivan john johan johann johannes jean juan giovanni jan ioann yvan ian sean shane juhani janos jon johnny
  jack ivane vanya ioan jovan yovan hovhannes иван иоанн ваня джон ян жан хуан йоханн إيفان ايفان جون
  يوحنا ივანე
kirill kyrylo cyril kiril cirilo кирилл кирил кирило كيريل
konstantin constantin constantine kostya kostiantyn konstantinos kostas konstanty konstantine константин
  костя костянтин قسطنطين كونستانتين კონსტანტინე
ksenia kseniya xenia ksenija ksyusha ксения ксюша كسينيا
leonid leonyd leonidas lyonya леонид лёня ليونيد
lev leo leon lew leva лев лёва лео ليف ليو
lyubov liubov lubov ljubov lyuba любовь люба
lyudmila ludmila liudmila ljudmila lyudmyla ludmilla luda людмила люда لودميلا
maksim maxim maksym maxym max maximilian maxime massimo maks максим макс مكسيم ماكسيم
margarita margaret marguerite margherita margareta maggie meg peggy rita margo greta margaryta маргарита
  рита марго маргарет مارغريت مارغريتا
maria mariya marija marie mary mariia masha marya maryia mari мария маша марья мари мэри ماريا ماري
  მარიამი მარია
marina maryna марина مارينا
mikhail michael mikhael michail mykhailo michal michał miguel michele michel mikael mikheil misha mike
  mikhailo mihail mihai mick mickey mikhayl michaël mykhaylo mihály михаил михайло майкл михайил миша
  мишель микаэль михал ميخائيل مايكل ميشيل მიხეილ
nadezhda nadiya nadya nadezda nadja надежда надя надія ناديجدا
natalia natalya nataliya natalie nataliia nathalie natasha natalija nataly natalja наталья наталия наташа
  ناتاليا
nikita mykyta никита микита نيكيتا
nikolai nikolay nicholas nicolas nikolaj mykola nikolas nicola nick kolya nicolae niklas nikola mikalai
  nikolaos nicolai nikoloz николай микола николас коля мікалай نيكولاي نيكولاس ნიკოლოზ
oleg oleh олег أوليغ
olga olha olya ольга оля أولغا
pavel pavlo paul paulo pablo paolo pavao paweł pawel pauls pal pavlos pasha pauli paavo павел павло паша
  пол пауль поль بافل بول بولس პავლე
petr pyotr peter petro pedro pietro pierre piotr petar piter pjotr petya pete petros petri petre пётр петр
  петро питер петя пьер педро بيتر بطرس بيير პეტრე
polina polyna pauline paulina полина بولينا
roman romano роман рома رومان
rostislav rostyslav ростислав
semyon semen simon simeon shimon symon semion szymon simone семён семен симон симеон саймон سيمون سمعان
  სიმონ
sergei sergey serhiy sergio serge sergej serhii siarhei sergiy sergii sergejs seryozha serzh sergo сергей
  сергій сяргей серёжа серж серго سيرجي سيرغي სერგო
sofia sophia sofiya sophie sofya zofia sonya sonia софия софья соня صوفيا სოფიო
stanislav stanislaw stanisław stanislaus stas станислав стас
stepan stephen steven stefan stefano stephan étienne etienne esteban steve stephane stjepan stepane степан
  стефан стёпа стивен стивн ستيفن ستيبان სტეფანე
svetlana svitlana svetla sveta светлана света світлана سفيتلانا
tamara tamar тамара тома თამარ
tatiana tatyana tetiana tatjana tetyana tanya tania татьяна таня тетяна تاتيانا
vadim vadym wadim вадим فاديم
valentin valentyn valentine valentino валентин فالنتين
valentina valentyna валентина فالنتينا
valery valeri valeriy valerii valerij valeriu valera валерий валера فاليري
valeria valeriya valerija valerie valeriia валерия فاليريا
vasily vasili vasiliy vasilii vasyl basil vasil wasyl vassily vasya wassili vassili vasile василий василь
  вася فاسيلي ვასილ
vera viera wera вера فيرا
veronika veronica véronique вероника فيرونيكا
viktor victor wiktor viktoras vittorio vitya віктор виктор витя فيكتور ვიქტორ
viktoria victoria viktoriya viktoriia vittoria vika виктория вика فيكتوريا
vitaly vitali vitaliy vitalii vitalij vitalik виталий виталик فيتالي
vladimir volodymyr wladimir vladimír uladzimir vlodymyr vova volodya waldemar владимир володимир вова
  володя уладзімір فلاديمير ვლადიმერ
vladislav vladyslav wladyslaw władysław vladislaw владислав влад فلاديسلاف
vyacheslav viacheslav wjatscheslaw vyatcheslav slava v'yacheslav viatcheslav вячеслав слава
yakov jakob jacob yakiv iakov jacques jakub giacomo jacobo yasha иаков яков яша якоб жак джейкоб جاكوب
  იაკობ
yaroslav iaroslav jaroslav jarosław jaroslaw ярослав
yulia yuliya julia iulia yuliia julija julie giulia юлия юля джулия جوليا يوليا
yuri yury iurii yuriy iouri jurij yurii jury juri iuri yura юрий юра юрій يوري იური
zinaida zinaïda зинаида зина
zoya zoia zoe зоя زويا
"""
