"""Taking the data of people out of an edition whose festival is over, and keeping its figures."""
