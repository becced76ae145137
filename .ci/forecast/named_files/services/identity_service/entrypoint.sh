exec pdm run start
