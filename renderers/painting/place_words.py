"""Words for hours, weather, seasons, ages and moods, in the languages screenplays are most often written in.

Phrases are separated by commas; `*` ends a beginning of a word. All are folded as headings are: lower case, no
accents.
"""

from __future__ import annotations

from renderers.painting.terms import Era, Mood, Season, Time, Weather

TIMES: dict[Time, str] = {
    Time.DAWN: "dawn,sunrise,daybreak,first light,predawn,pre dawn,aube,aurore,morgengrauen,amanecer,alba,amanhecer,"
    "рассвет*,夜明け,黎明,새벽",
    Time.DUSK: "dusk,sunset,twilight,magic hour,golden hour,sundown,crepuscule,dammerung,abenddammerung,atardecer,"
    "anochecer,tramonto,crepuscolo,entardecer,закат*,сумерк*,夕方,夕,黄昏,해질녘",
    Time.EVENING: "evening,soir,soiree,abend,sera,evenings,вечер*,晚,傍晚,저녁,kväll",
    Time.NIGHT: "night,midnight,nighttime,late night,nuit,minuit,nacht,mitternacht,noche,medianoche,notte,mezzanotte,"
    "noite,"
    "ночь*,ночи,полночь,夜,深夜,밤,natt",
    Time.MORNING: "morning,early morning,breakfast time,matin,matinee,morgen,manana,"
    "mattina,manha,утро*,朝,早,早晨,아침",
    Time.DAY: "day,daytime,noon,midday,afternoon,jour,midi,apres midi,tag,mittag,nachmittag,dia,mediodia,tarde,giorno,"
    "mezzogiorno,pomeriggio,dag,день*,дня,昼,白天,日,낮",
}
UNSAID_TIMES = (
    "later,continuous,same,same time,moments later,a moment later,continued,a bit later,minutes later,present,"
    "present day,flashback,a second later,days later,weeks later,months later,years later,the next,"
    "driving,moving,parked"
)
WEATHERS: dict[Weather, str] = {
    Weather.STORM: "storm*,thunder*,lightning,hurricane,typhoon,tempest,"
    "tempete,orage,gewitter,sturm,tormenta,temporale,"
    "storm*,thunder*,lightning,hurricane,typhoon,tempest,tempete,orage,gewitter,sturm,tormenta,temporale,"
    "tempestade,гроза,буря,嵐,暴风雨,폭풍",
    Weather.RAIN: "rain,raining,rains,rainy,rained,downpour,drizzl*,monsoon,pouring,pluie,pleut,regen,regnet,lluvia,"
    "llueve,"
    "pioggia,piove,chuva,дождь*,дожд*,雨,비가",
    Weather.SNOW: "snow,snowing,snows,snowy,snowfall,snow covered,blizzard,"
    "neige,schnee,schneit,nieve,nieva,neve,снег*,"
    "метел*,"
    "雪,눈이",
    Weather.FOG: "fog,foggy,mist,misty,haze,hazy,smog,brouillard,brume,nebel,niebla,nebbia,neblina,туман*,霧,雾,안개",
    Weather.WIND: "wind,windy,windswept,gale,gust*,vent,viento,vento,ветер*,風,바람",
    Weather.CLOUDY: "overcast,cloudy,grey sky,gray sky,clouds,nuageux,bewolkt,nublado,nuvoloso,облачно,曇り",
}
SEASONS: dict[Season, str] = {
    Season.WINTER: "winter,christmas,xmas,january,february,december,frozen,ice,"
    "icy,hiver,invierno,inverno,зима,зимой,冬,"
    "겨울",
    Season.AUTUMN: "autumn,october,november,halloween,thanksgiving,fallen leaves,automne,herbst,otono,autunno,outono,"
    "осень*,秋,가을",
    Season.SPRING: "spring,easter,april,blossom*,printemps,fruhling,primavera,весна,весной,春,봄",
    Season.SUMMER: "summer,july,august,heatwave,ete,sommer,verano,estate,verao,лето*,夏,여름",
}
ERAS: dict[Era, str] = {
    Era.ANCIENT: "ancient,roman,rome,egypt*,pharaoh,pyramid*,greek,temple,prehistoric,antique,babylon*",
    Era.MEDIEVAL: "medieval,middle ages,knight*,castle,kingdom,viking*,sorcerer,wizard,dragon,moyen age,mittelalter,"
    "samurai",
    Era.VICTORIAN: "victorian,gaslight,carriage,saloon,wild west,western,frontier,civil war,19th century,edwardian,"
    "regency,"
    "napoleonic",
    Era.TWENTIES: "twenties,1920,speakeasy,prohibition,thirties,1930,jazz age,noir",
    Era.FIFTIES: "fifties,1950,sixties,1960,diner,wartime,ww2,world war",
    Era.FUTURE: "future,futuristic,cyberpunk,starship,spaceship,space station,neo,android,dystopia*,hologram*,mars,"
    "futur,zukunft,futuro,будущ*,未来",
}
CONTAINERS = (
    "house,home,apartment,apartment building,building,office building,flat,hotel,hotel room,motel,motel room,"
    "hospital,school,high school,college,university,lighthouse,tower,castle,palace,fortress,ship,boat,yacht,"
    "prison,jail,station,police station,train station,precinct,farm,farmhouse,villa,mansion,manor,estate,cottage,"
    "diner,restaurant,cafe,bar,pub,nightclub,club,casino,church,monastery,museum,theatre,theater,airport,mall,"
    "shop,store,warehouse,factory,spaceship,starship,space station,submarine,train,bank,city,town,village,street,"
    "beach,island,forest,park,courthouse,headquarters,office,trailer,trailer home,penthouse,inn,barracks,base,"
    "camp,plane,airplane,library,studio,stadium,white house"
)
"""Places that have other places in them: of `HOTEL - ROOFTOP POOL` the pool is shown."""
MOODS: dict[Mood, str] = {
    Mood.TENSE: "gun,guns,gunshot*,knife,blood*,scream*,chase*,flee*,threat*,danger*,attack*,fight*,explo*,bomb,enemy,"
    "tense,nervous*,sweat,sweats,sweating,sweaty,shot,shoot*,kill*,weapon,panic*,siren*,alarm,alarms,crash*",
    Mood.SAD: "cry,cries,crying,tear,tears,weep*,grave,funeral,sad,sadly,mourn*,lonely,alone,grief,dying,dead,loss,"
    "sob*,goodbye",
    Mood.EERIE: "ghost*,eerie,creak*,shadow*,dark,darkness,monster*,creepy,haunt*,abandon*,strange,whisper*,corpse,"
    "silence,silent,cold,decay*",
    Mood.JOYFUL: "laugh*,smile*,dance*,dancing,party,celebrat*,joy*,happy,happily,cheer*,play,plays,playing,birthday,"
    "sing,sings,singing,bright,sunny,sunlight,sunshine,sunlit,grin*,giggl*",
    Mood.WARM: "kiss*,hug*,embrac*,fire,fireplace,candle*,warm,warmly,home,love*,cozy,cosy,gentle,gently,tender*,"
    "soft,softly",
    Mood.DREAM: "dream*,vision,memory,flashback,float*,surreal,heaven*,angel*,magic*,glow*,fantasy",
}
