/** English words that tell the topic, by code; `word*3` weighs three, others one. Of our own choosing. Two words joined by `_` must follow each other. */
export const ENGLISH_TOPIC_WORDS: Readonly<Record<string, string>> = {
  '01000000': 'artist*2 cultural*2 arts*2',
  '20000002':
    'film*3 movie*3 cinema*3 actor*3 actress*3 singer*3 song*2 album*3 music*3 musician*3 concert*3 theatre*3 theater*3 director hollywood*4 oscar*3 netflix*3 premiere*2 band comedy*2 drama*2 soundtrack*3 painting*2 gallery*2',
  '20000038':
    'manuscripts*3 restoration*3 archive*2 conservator*4 craft*2 novel*3 poet*4 poetry*4 poem*3 author*2 literature*3 literary*3 museum*4 heritage*3 archaeologist*4 archaeological*4 ancient*2 library*2 manuscript*3 folklore*3 book exhibition*2',
  '20000045': 'journalist*3 newspaper*3 broadcaster*3 media*2 journalism*4 newsroom*4 editor television*2 reporter*2 podcast*3 publisher*2',
  '02000000': 'criminal*3 legal*2 justice*2',
  '20000082':
    'crime*3 murder*4 murdered*3 killer*3 robbery*4 theft*4 thief*4 stolen*3 drug*2 smuggling*4 smuggler*4 fraud*4 corruption*3 bribery*4 rape*4 kidnap*3 gang*3 stabbed*3 homicide*4 burglary*4 trafficking*4 launder*3 suspect*2',
  '20000106':
    'court*3 judge*3 trial*3 prosecutor*4 lawsuit*4 sentenced*4 verdict*4 lawyer*3 attorney*2 jury*4 convicted*4 prison*2 appeal*2 guilty*4 plaintiff*4 tribunal*4 jail*2 acquitted*4 ruling*2',
  '20000129': 'police*3 arrested*3 officer detective*3 investigation*2 detained*2 custody*2 raid*2',
  '03000000': 'victim rescue*2 casualties*2 survivor*3 tragedy*2',
  '20000139':
    'aground*5 grounding*3 lifeboat*4 coastguard*4 ferry*2 stranded*3 crash*3 accident*4 collision*4 fire*2 blaze*4 explosion*2 drowned*4 derailed*4 capsized*4 collapse*2 injured*2 wreckage*3',
  '20000148':
    'earthquake*5 quake*5 flood*4 flooding*4 hurricane*4 cyclone*4 volcano*5 tsunami*5 landslide*4 wildfire*4 famine*3 magnitude*3 drought*3',
  '20000168': 'firefighter*4 rescuer*3 ambulance*3 paramedic*4 evacuated*3 evacuation*3 responder*3',
  '04000000':
    'customers*2 market*2 sales*2 cost*1 tram*1 passengers*1 economic*3 investment*2 investor*3 financial*3 trade*2 business*2 finance*3 price*2 consumer*2',
  '20000170':
    'company*2 profit*3 revenue*3 earnings*3 quarter*2 shareholder*4 merger*4 acquisition*3 startup*3 ceo*2 chief_executive*2 bankruptcy*4 ipo*4 dividend*4 firm',
  '20000209':
    'oil*3 crude*4 barrel*4 opec*4 gas*2 petrochemical*4 manufacturing*3 factory*3 industry*2 housing*2 property*2 real_estate*4 farmer*3 agriculture*4 agricultural*4 bank*2 lender*3 mortgage*3 tourism*3 hotel*2 airline*3 retailer*3 energy*2 insurance*2 construction*2 refinery*4 shipping*2 wheat*3 electricity*2 solar*2',
  '20000344':
    'economy*3 inflation*4 gdp*5 recession*4 budget*2 deficit*3 debt*2 tax*2 interest_rates*4 central_bank*4 tariff*3 exports*3 imports*3 currency*3 monetary*4 fiscal*4 imf*4 unemployment*1 growth*1',
  '20000385':
    'stocks*4 shares*3 stock_market*4 nasdaq*5 dow*3 index*2 bonds*3 traders*3 trading*2 futures*3 commodities*3 equities*4 yield*2 bullion*4 rally markets*3',
  '05000000': 'education*4 educational*4 curriculum*4 academic*3 scholarship*4 literacy*3 classroom*4',
  '20000400':
    'school*3 schools*3 university*3 college*3 student*3 teacher*4 pupil*4 campus*3 graduate*2 exam*3 tuition*4 professor*1 kindergarten*4 faculty*2',
  '06000000':
    'glacier*5 ice*2 turtle*4 turtles*4 nesting*3 tree*2 trees*3 desalination*3 brine*3 coral*4 birds*3 bird*2 marine*2 ecologist*5 nature*2 river*1 seabed*3 environmental*4 environment*3 wildlife*4 conservation*4 forest*3 biodiversity*5 ecosystem*5 species*3 habitat*4 reef*4 deforestation*5',
  '20000418': 'climate*4 climate_change*5 global_warming*5 emissions*5 carbon*3 greenhouse*4 warming*3',
  '20000424': 'pollution*5 pollutant*5 waste*2 plastic*2 toxic*3 smog*5 sewage*4 spill*3',
  '07000000': 'health*3 medical*3 medicine*3 nutrition*3 obesity*4 diet*3 mental_health*4 healthcare*4',
  '20000446':
    'disease*4 virus*4 infection*4 cancer*4 diabetes*5 outbreak*4 pandemic*5 epidemic*5 covid*5 symptom*3 ebola*5 influenza*5 flu*4 dementia*5 malaria*5 illness*3 tumour*4 tumor*4 stroke*2',
  '20000464':
    'hospital*3 doctor*3 patient*3 treatment*3 vaccine*4 vaccination*5 drug*1 surgery*4 surgeon*4 nurse*4 clinic*4 therapy*3 dose*3 physician*4 clinical*3 pharmaceutical*3',
  '08000000': 'celebrity*3 birthday*3 anniversary*1 wedding*2 guinness*3 award*1 royal*1',
  '09000000':
    'drivers*2 shift*2 shifts*3 strike*1 pay*2 contract*1 wages*3 overtime*4 workers*2 employee*2 employer*3 wage*4 salary*3 jobs*3 labour*3 labor*3 strike*2 union*3 layoffs*4 hiring*3 workforce*4 pension*3 retirement*3 workplace*3',
  '20000533': 'unemployment*4 jobless*5 unemployed*5',
  '10000000':
    'fashion*3 restaurant*3 chef*4 recipe*4 cuisine*4 travel*2 tourist*2 holiday*1 leisure*3 cooking*4 garden*2 lifestyle*4 entertainment*1 festival*1 resort*2 car*1 coffee*2',
  '11000000':
    'envoy*2 foreign_minister*2 ministers*2 leader*1 officials*1 political*3 government*2 parliament*4 minister*2 prime_minister*3 president*1 senate*4 congress*3 lawmaker*4 opposition*3 party*2 cabinet*2 legislation*3 constitution*4 coalition*2 republican*3 democrat*3 senator*4 politician*4 white_house*2 policy*1 governor*2',
  '20000574': 'election*4 elections*4 vote*3 voter*5 ballot*5 polls*2 candidate*3 campaign*2 referendum*5 electoral*5 turnout*4',
  '20000638':
    'diplomat*4 diplomatic*4 ambassador*4 embassy*4 foreign_minister*4 summit*3 treaty*4 talks*2 sanctions*3 bilateral*4 united_nations*3 nuclear*2 eu*2 negotiations*3 foreign_ministry*4 nato*3 diplomacy*4',
  '12000000':
    'religious*4 religion*4 islamic*2 muslim*3 christian*3 church*3 pope*5 faith*3 prayer*3 imam*4 priest*4 bishop*4 theology*5 quran*5 bible*5 fatwa*5',
  '20000690': 'ramadan*4 hajj*5 pilgrim*5 pilgrimage*5 umrah*5 eid*5 christmas*3 easter*4 fasting*3',
  '20000697': 'mosque*5 cathedral*4 temple*3 shrine*3 synagogue*4',
  '13000000':
    'sensor*3 sensors*3 physicist*4 microbiologist*4 biologist*3 engineer*2 researchers*1 scientists*1 laboratory*1 scientific*3 science*3 technology*2',
  '20000735':
    'researcher*3 scientist*4 study*2 research*2 laboratory*4 nasa*5 spacecraft*5 planet*4 asteroid*5 astronomer*5 telescope*5 gene*3 genetic*3 physics*4 experiment*3 discovery*2 space*2 orbit*4 astronaut*5 rocket*2 fossil*4 satellite*2',
  '20000756':
    'software*4 internet*4 app*3 smartphone*4 google*3 apple*2 microsoft*4 facebook*3 artificial_intelligence*5 ai*4 robot*4 chip*3 semiconductor*4 cyber*4 hacker*5 hacking*4 algorithm*4 digital*2 data*1 computer*3 online*1 android*4 iphone*4 startup*1 cloud*1 openai*4 cybersecurity*5 chatbot*5 users*2 tech*3 engineers*2',
  '14000000':
    'society*2 social*1 women*2 family*2 children*2 community*1 marriage*3 divorce*4 racism*4 discrimination*3 gender*3 human_rights*3 poverty*3 population*2 homeless*3',
  '20000771': 'refugee*5 migrant*5 immigration*5 immigrant*5 asylum*5 migration*4 displaced*3 deportation*4 border*1',
  '20000817': 'charity*4 humanitarian*3 donation*4 volunteer*3 aid*2 welfare*4 donor*3 orphan*4 relief*1 nonprofit*3',
  '15000000':
    'marathon*4 runner*3 race*2 sport*3 sports*3 football*4 soccer*4 player*3 coach*4 club*3 team*1 striker*4 goalkeeper*5 midfielder*5 basketball*5 tennis*5 cricket*5 rugby*5 golf*4 athlete*4 fans*2 stadium*3 formula_one*5 fifa*4 olympic*4 nba*5 cyclist*4',
  '20001108':
    'match*3 league*3 championship*3 tournament*3 final*2 semifinal*4 semi_final*4 quarter_final*4 quarterfinal*4 goal*2 scored*3 cup*2 win*1 medal*4 olympics*5 world_cup*5 season*1 penalty*2 victory*1 half-time*3 champions*3 defeat*1 fixture*3',
  '20001148': 'transfer*3 loan*1 signed*2 contract*1 transfer_window*5',
  '16000000': 'military*3 troops*4 army*4 soldier*4 weapons*3 war*3 forces*1 defence*1 defense*1 battlefield*4',
  '20000053':
    'terrorist*5 terrorism*5 bombing*4 bomber*4 suicide_bomber*5 extremist*4 militant*3 isis*4 jihadist*5 attack*1 hostage*3 al_qaeda*4 islamic_state*3 gunman*3',
  '20000056':
    'airstrike*5 airstrikes*5 missile*3 shelling*5 rebel*4 militia*4 fighting*2 offensive*3 clashes*3 artillery*5 invasion*4 houthi*4 houthis*4 conflict*2 drone*2 strikes*1 frontline*4 combat*3 killed*1 bombardment*4 tank*2 occupied*2',
  '20000073': 'ceasefire*5 truce*5 peace*3 peace_talks*5 envoy*3 reconciliation*3',
  '17000000': 'weather*4 forecast*3 forecaster*4 temperature*3 meteorologist*5 meteorological*4',
  '20001129': 'rain*3 snow*4 storm*3 wind*1 heatwave*5 heat*2 rainfall*4 snowfall*5 thunderstorm*5 fog*2 cold*1 humidity*4 blizzard*5',
};
