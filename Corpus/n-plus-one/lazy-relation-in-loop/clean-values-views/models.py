from django.db import models


class Crew(models.Model):
    name = models.CharField(max_length=40)


class Sailor(models.Model):
    crew = models.ForeignKey(Crew, related_name="sailors", on_delete=models.CASCADE)

    @property
    def crew_name(self):
        return self.crew.name
