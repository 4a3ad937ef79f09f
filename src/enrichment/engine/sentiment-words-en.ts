import type { SentimentWords } from './sentiment-lexicon.ts';

export const ENGLISH_SENTIMENT: SentimentWords = {
  strongPositive: `
    amazing astonishing awesome brilliant breathtaking celebrate celebrated celebration champion delight delighted delightful excellent exceptional extraordinary fabulous fantastic flourish glorious glory happiest happy
    heroic incredible jubilant magnificent marvellous masterpiece miracle outstanding overjoyed perfect prosper prosperity remarkable spectacular splendid stunning superb terrific thrilled thrive thriving triumph triumphant victory wonderful`,
  positive: `
    able accomplish achievement achieve admire admirable advance advantage affordable agreement applaud appreciate attractive award balanced beautiful beauty benefit beneficial best better bold boost bright calm care charming cheer cheerful
    clean comfort comfortable commend compassion confident confidence congratulate constructive convenient cooperation courage courageous creative cure dedicate dependable deserve donate donation dream eager easier ease effective efficient
    elegant encourage encouraging enjoy enjoyable enthusiasm enthusiastic equality fair faithful famous favourable favorite fond freedom friendly friendship fun gain generous gentle gift glad good grateful growth
    harmony heal healthy helpful hero honest honour honor hope hopeful ideal improve improved improvement innovative innovation inspire inspiring integrity joy joyful justice kindness laugh lively love loved loyal lucky lovely
    medal merit nice optimism optimistic opportunity passion peace peaceful pleasant pleased pleasure popular positive praise praised precious profit profitable progress promise promising proud pride
    quality recover recovered recovery refreshing relief reliable remedy renewed rescue rescued resilient resilience resolve respect restore revive reward rewarding rich robust safe safer safety satisfied satisfaction save secure
    smart smile smooth solve solution stable stability strength strengthen strong stronger succeed success successful support supportive surge sustainable talent talented thank thankful tolerance top transparent treasure trust trusted
    upbeat useful valuable vibrant vital warm warmth welcome welcomed win winner winning wisdom wise worthy`,
  negative: `
    abandon abuse accident accuse accused accusation adverse afraid aggressive alarm alarming anger angry annoyed anxiety anxious apology arrest arrested ashamed attack attacked awful bad badly ban banned bankrupt bankruptcy barrier
    bias bitter blame blamed bleak block boycott breach break broke broken bribe brutal burden chaos chaotic cheat clash collapse collapsed complain complaint concern concerned condemn condemned conflict confusion contaminated
    corrupt corruption costly crash crime criminal crisis critical criticise criticize criticism cruel cut damage damaged danger dangerous dark debt deceive decline declined defeat defect deficit delay delayed denied deny depressed
    deteriorate difficult difficulty dirty disadvantage disagree disappoint disappointed disappointing disappointment disease dismiss dispute disrupt disruption distress disturbing divide doubt downturn drop drought
    embarrass emergency enemy error evict exclude exploit explosive expose extremist fail failed failure fake false fault fear fears fearful fine fined fire flaw flawed flood flooded fraud frustrated frustration furious
    gloomy grief guilty harm harmful harsh hate hatred hazard homeless hopeless hostile hunger hurt ignore ill illegal illness impossible inadequate inequality infection inflation injure injured injury injustice insecure insult
    jail jailed jobless lack layoff lawsuit leak lie lonely loss losses mess misconduct mislead misleading mistake neglect negative nervous noisy obstacle outage outbreak outrage overcrowded pain painful panic penalty plague
    poison pollute polluted pollution poor poorly poverty prison problem protest punish punished quarrel racism racist recession refuse refugee regret reject rejected resign resigned restrict riot risk risky ruin rumour
    sad sadly sadness scandal scare scared severe shame shock shocked shocking shortage sick slump smuggle slow sorrow steal stolen stress strike struggle struggled stuck suffer suffered suffering suspect suspicion
    tension terrible theft threat threaten threatened tired toxic trouble troubled turmoil ugly unable uncertain uncertainty unemployment unfair unhappy unrest unsafe unstable upset vandalism victim violate violation vulnerable
    warning waste weak weaken weakness worried worry worse worsen worst wound wounded wrong`,
  strongNegative: `
    annihilate assassinate assassination atrocity bomb bombing bombed carnage casualty catastrophe catastrophic dead deadly deadliest death deaths destroy destroyed destruction devastate devastated devastating die died dies disaster disastrous
    drown drowned execute execution explosion famine fatal fatality genocide gunman horrific horror hostage kidnap kidnapped kill killed killing killer massacre murder murdered nightmare rape shooting slaughter suicide terror terrorism
    terrorist torture tortured tragedy tragic violence violent war warfare wreck`,
  negations:
    "not no never neither nor without cannot can't couldn't don't doesn't didn't isn't aren't wasn't weren't won't wouldn't hardly barely scarcely lack lacks hasn't haven't hadn't shouldn't nothing none",
  remedies:
    'fight combat tackle prevent avoid end ending reduce reducing stop against curb ease cure overcome eliminate eradicate cut lower survive treat',
  intensifiers:
    'very extremely highly hugely deeply really so too absolutely completely utterly particularly especially most enormously massively severely',
  diminishers: 'slightly somewhat fairly relatively partly a-bit mildly',
  neutralPhrases: `
security council
social security
national security
homeland security
cyber security
prime minister
interest rate
interest rates
peace prize
peace process
peace talks
world war
cold war
civil war
star wars
war crimes tribunal
health care
care home
justice department
department of justice
ministry of justice
supreme court
court of justice
ministry of defence
great britain
good friday
good morning
best known
as well as
fire service
fire brigade
fire station
safe house
save the children
trade deficit
support group
support staff
win rate
top ten
top of
rich text
cut off
cut through
support vector
block of
block of flats
critical mass
critical infrastructure
strong winds
love island
free trade
profit warning
death row
dead end
dead sea
red cross
fair trade
break even
break time
coffee break
spring break
drop off
drop in centre
slow cooker
strike rate
strike partnership
fine art
fine arts
fine dining
poor law
risk assessment
risk management
gift shop
growth rate
quality of life`,
};
