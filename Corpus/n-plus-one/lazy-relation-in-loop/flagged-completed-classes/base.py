from django.http import JsonResponse


class JSONList:
    model = None

    def rows(self):
        return self.model.objects.all()

    def get(self, request):
        return JsonResponse([self.line(row) for row in self.rows()], safe=False)


class Exporter:
    queryset = None

    def lines(self):
        for row in self.queryset.all():
            yield self.line(row)

    def line(self, row):
        raise NotImplementedError
