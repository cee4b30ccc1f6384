import type { Geo } from './coefficients.ts'

/** Given and family names that go together, by the regions that people's families come from. */
export const NAME_POOLS = {
  english: {
    given:
      'Olivia Noah Emma Liam Grace Ethan Hannah Owen Chloe Caleb Ruby Miles Nora Isaac Paige Wyatt Tessa Simon Claire Joel',
    family:
      'Walker Bennett Harris Cooper Foster Hughes Turner Sullivan Palmer Reed Barnes Wallace Chapman Fleming Hayes Lawson Mercer Pratt Shaw Whitfield',
  },
  german: {
    given:
      'Jürgen Anke Matthias Katrin Björn Sabine Lukas Friederike Stefan Greta Søren Ingrid Mads Astrid Jörg Freja Henrik Liv Niklas Annelie',
    family:
      'Müller Schäfer Weiß Krüger Hoffmann Lindqvist Østergaard Bauer Vogel Nyström Köhler Jensen Brandt Holm Sjöberg Groß Dahl Winkler Bergström Lorenz',
  },
  romance: {
    given:
      'Élodie Lorenzo Chiara Baptiste Inès Matteo Noémie Giulia François Margaux Tiago Beatriz Rúben Zoé Alessandro Aurélie Duarte Camille Leonor Davide',
    family:
      'Lefèvre Moretti Girard Ferrari Bélanger Conti Rousseau Ricci Mercier Gonçalves Fontaine Carvalho Perrin Marchetti Araújo Chevalier Lombardi Simões Garnier Greco',
  },
  slavic: {
    given:
      'Zofia Tomáš Katarzyna Piotr Jana Miloš Agnieszka Václav Oksana Dmytro Łukasz Darina Bogdan Iveta Marek Ana Jakub Vesna Stanisław Petra',
    family:
      'Nowak Dvořák Kowalczyk Horvat Novotný Wiśniewski Petrović Šimek Zając Marković Shevchenko Procházka Mazur Kralj Bartoš Bondarenko Đurić Sikora Vlček Jovanović',
  },
  indian: {
    given:
      'Ananya Arjun Priya Rohan Kavya Vikram Meera Aditya Lakshmi Karthik Ishita Rahul Divya Sanjay Nandini Varun Pooja Harish Sneha Manoj',
    family:
      'Sharma Iyer Patel Reddy Nair Gupta Banerjee Kulkarni Menon Chatterjee Joshi Rao Deshpande Pillai Bhat Mehta Agarwal Krishnan Das Varma',
  },
  hispanic: {
    given:
      'Sofía Mateo Valentina Santiago Camila Andrés Lucía Joaquín Ximena Emilio Renata Íñigo Paloma Rafael Abril Tomás Marisol Gael Noelia Ramón',
    family:
      'García Hernández Muñoz Ramírez Núñez Castillo Ibáñez Vargas Peña Salazar Ríos Cárdenas Ortega Fuentes Acosta Zúñiga Beltrán Quintero Solís Aguilar',
  },
  east_asian: {
    given:
      'Haruto Mei Jun Yuki Minh Linh Seojun Jiwoo Wei Xin Kenji Aiko Hao Lan Daichi Hana Thao Sora Ling Takumi',
    family:
      'Tanaka Nguyễn Kim Chen Sato Trần Park Wang Suzuki Phạm Lee Zhang Kobayashi Hoàng Choi Liu Yamamoto Jung Lin Mori',
  },
  african: {
    given:
      'Amara Kwame Zanele Chidi Aisha Tendai Ngozi Sipho Wanjiru Kofi Adaeze Themba Makena Olu Farida Jabari Nia Bongani Efua Tariro',
    family:
      'Okafor Mensah Dlamini Adeyemi Mwangi Nkosi Eze Boateng Kamau Moyo Balogun Ndlovu Otieno Asante Chukwu Khumalo Abebe Sithole Njoroge Diallo',
  },
  levantine: {
    given:
      'Leyla Omar Yasmin Emre Noor Karim Zeynep Tariq Dina Cem Rania Selim Huda Kerem Samira Yusuf Elif Nabil Aylin Ziad',
    family:
      'Yılmaz Haddad Öztürk Nasser Şahin Mansour Çelik Khoury Aydın Rahman Demir Saleh Kaya Farouk Doğan Hakimi Güneş Amin Arslan Darwish',
  },
} as const
export type NamePool = keyof typeof NAME_POOLS

/** Which pools the people of a place come from, and in which shares. */
export const POOLS_OF_GEO: Record<Geo['name'], readonly { pool: NamePool; share: number }[]> = {
  US: [
    { pool: 'english', share: 0.4 },
    { pool: 'hispanic', share: 0.15 },
    { pool: 'east_asian', share: 0.15 },
    { pool: 'indian', share: 0.12 },
    { pool: 'african', share: 0.1 },
    { pool: 'levantine', share: 0.08 },
  ],
  EU: [
    { pool: 'german', share: 0.28 },
    { pool: 'slavic', share: 0.24 },
    { pool: 'romance', share: 0.24 },
    { pool: 'english', share: 0.12 },
    { pool: 'levantine', share: 0.12 },
  ],
  IN: [{ pool: 'indian', share: 1 }],
  LATAM: [
    { pool: 'hispanic', share: 0.8 },
    { pool: 'romance', share: 0.2 },
  ],
}
