// Generated from Rules/ by `swift run embed-rules`; edit the files there instead.
// swift-format-ignore-file

let embeddedFiles: [EmbeddedFile] = [
  EmbeddedFile(
    path: "excess-work/filter-to-test.md",
    text: ###"""
# filter-to-test

## What it finds

In Swift, `items.filter { … }.first`, `.filter { … }.isEmpty` and `.filter { … }.count == 0`: a new array is filled only to see whether it has an element, or to take the first.

## Why it costs

`filter` runs the test on every element and copies those that fit. `first(where:)` and `contains(where:)` stop at the first one and copy nothing. In a loop the array is built again in each round.

## Example

```swift
if sessions.filter({ $0.userID == user.id }).isEmpty {
  open(user)
}
```

## Instead

```swift
if !sessions.contains(where: { $0.userID == user.id }) {
  open(user)
}
```

## When it is fine

When the filtered elements are used afterwards. On `items.lazy` nothing is copied and the test stops early; the rule leaves it alone.

## How sure we are

Medium: the shape is clear, the gain depends on where the first fitting element stands. Therefore a note. Where the same scan stands in a loop over another collection, `nested-scan` and `membership-scan-in-loop` say more.

"""###),
  EmbeddedFile(
    path: "excess-work/filter-to-test.yml",
    text: #"""
id	filter-to-test
kind	excess-work
severity	note
confidence	medium
languages.0	swift
summary	A whole collection is filtered into a new array to look at its first element or at its emptiness.
message	`filter` tests all of `$ITEMS` and builds an array to look at one element
subject	$ITEMS
cost.before	all elements tested, 1 array built
cost.after	elements tested up to the first that fits
any.0.pattern	$ITEMS.filter($TEST).first
any.1.pattern	$ITEMS.filter($TEST).isEmpty
any.2.pattern	$ITEMS.filter($TEST).count == 0
any.3.pattern	$ITEMS.filter($TEST).count > 0
any.4.pattern	$ITEMS.filter($TEST).count != 0
not.pattern	$OTHER.lazy.filter($_).first

"""#),
  EmbeddedFile(
    path: "excess-work/sort-to-pick-one.md",
    text: ###"""
# sort-to-pick-one

## What it finds

`sorted(items)[0]`, `sorted(items, key=…)[-1]` and in Swift `items.sorted().first`, `items.sorted(by:).last`: everything is put in order, one element is used.

## Why it costs

Sorting takes `n log n` comparisons and a copy of the collection; the smallest or largest element is known after `n` comparisons without a copy. In a loop the copy is made in each round.

## Example

```python
newest = sorted(releases, key=lambda release: release.date)[-1]
```

```swift
let cheapest = offers.sorted { $0.price < $1.price }.first
```

## Instead

```python
newest = max(releases, key=lambda release: release.date)
```

```swift
let cheapest = offers.min { $0.price < $1.price }
```

For the k smallest of many, `heapq.nsmallest(k, items)`.

## When it is fine

When the sorted collection is used further: give it a name. Among equal elements `sorted(…)[-1]` takes the last and `max` the first, so look at ties before you change it. An empty list raises `IndexError` with the one and `ValueError` with the other. Python's sort notices runs: on an already sorted list it takes `n` comparisons too.

## How sure we are

Medium: the shape is unmistakable, but the collection may be small. Therefore a note.

"""###),
  EmbeddedFile(
    path: "excess-work/sort-to-pick-one.yml",
    text: #"""
id	sort-to-pick-one
kind	excess-work
severity	note
confidence	medium
languages.0	python
languages.1	swift
summary	A collection is sorted to take its first or last element.
message	sorting all of `$ITEMS` to take one element; the smallest or largest is found in one pass
subject	$ITEMS
cost.before	n log n comparisons
cost.after	n comparisons
python.any.0.pattern	sorted($ITEMS)[0]
python.any.1.pattern	sorted($ITEMS)[-1]
python.any.2.pattern	sorted($ITEMS, key=$KEY)[0]
python.any.3.pattern	sorted($ITEMS, key=$KEY)[-1]
python.any.4.pattern	sorted($ITEMS, key=$KEY, reverse=$REVERSE)[0]
python.any.5.pattern	sorted($ITEMS, reverse=$REVERSE)[0]
swift.any.0.pattern	$ITEMS.sorted().first
swift.any.1.pattern	$ITEMS.sorted().last
swift.any.2.pattern	$ITEMS.sorted(by: $ORDER).first
swift.any.3.pattern	$ITEMS.sorted(by: $ORDER).last

"""#),
  EmbeddedFile(
    path: "frameworks/dbapi.yml",
    text: #"""
name	dbapi
cursors.0	cursor
cursors.1	cur
cursors.2	curs
cursors.3	c
cursors.4	txn
cursors.5	db
cursors.6	conn
cursors.7	connection
cursors.8	session
cursors.9	engine
cursors.10	database
cursors.11	tx
cursors.12	transaction
cursors.13	con
cursors.14	dbconn
cursors.15	dbc
results.0	fetchall
results.1	fetchone
results.2	fetchmany
execute.0	execute
execute.1	executescript
execute.2	fetch
execute.3	fetchrow
execute.4	fetchval
execute.5	fetch_one
execute.6	fetch_all
execute.7	fetch_val
execute.8	read_sql
execute.9	read_sql_query
execute.10	query
catalogs.0	information_schema.
catalogs.1	pg_catalog.
catalogs.2	pg_
catalogs.3	sqlite_master
catalogs.4	sqlite_schema
catalogs.5	sqlite_temp_master
catalogs.6	all_tables
catalogs.7	all_tab_columns
catalogs.8	all_indexes

"""#),
  EmbeddedFile(
    path: "frameworks/django.yml",
    text: #"""
name	django
models.bases.0	Model
models.bases.1	MPTTModel
models.bases.2	PolymorphicModel
models.bases.3	ClusterableModel
models.bases.4	TimeStampedModel
models.bases.5	AbstractUser
models.bases.6	AbstractBaseUser
models.order-option.0	ordering
models.user-name.0	User
models.user-bases.0	AbstractUser
models.user-bases.1	AbstractBaseUser
models.user-functions.0	get_user_model
models.user-settings.0	AUTH_USER_MODEL
models.managers.0	Manager
models.managers.1	QuerySet
models.managers.2	BaseManager
models.managers.3	PolymorphicManager
models.managers.4	TreeManager
models.manager-suffixes.0	Manager
models.queryset-suffixes.0	QuerySet
models.queryset-suffixes.1	Queryset
models.manager-makers.0	as_manager
models.manager-makers.1	from_queryset
models.manager-attributes.0	objects
models.manager-attributes.1	_default_manager
models.manager-attributes.2	_base_manager
models.manager-attributes.3	default_manager
relations.to-one.0	ForeignKey
relations.to-one.1	OneToOneField
relations.to-one.2	ParentalKey
relations.to-one.3	TreeForeignKey
relations.to-one.4	TreeOneToOneField
relations.to-one.5	SingleRelatedField
relations.to-one.6	AutoOneToOneField
relations.to-many.0	ManyToManyField
relations.to-many.1	ParentalManyToManyField
relations.to-many.2	TreeManyToManyField
relations.to-many.3	SortedManyToManyField
relations.generic-to-one.0	GenericForeignKey
relations.generic-to-many.0	GenericRelation
relations.generic-to-many.1	TaggableManager
relations.generic-to-many.2	ClusterTaggableManager
relations.unique-to-one.0	OneToOneField
relations.unique-to-one.1	TreeOneToOneField
relations.unique-to-one.2	AutoOneToOneField
relations.reverse-option	related_name
relations.reverse-suffix	_set
query-methods.telling.0	filter
query-methods.telling.1	exclude
query-methods.telling.2	select_related
query-methods.telling.3	prefetch_related
query-methods.telling.4	values_list
query-methods.telling.5	order_by
query-methods.telling.6	get_queryset
query-methods.telling.7	in_bulk
query-methods.telling.8	bulk_create
query-methods.telling.9	annotate
query-methods.telling-always.0	values_list
query-methods.telling-always.1	order_by
query-methods.telling-always.2	select_related
query-methods.telling-always.3	prefetch_related
query-methods.telling-by-lookups.0	filter
query-methods.telling-by-lookups.1	exclude
query-methods.refine.0	filter
query-methods.refine.1	exclude
query-methods.refine.2	all
query-methods.refine.3	distinct
query-methods.refine.4	using
query-methods.refine.5	reverse
query-methods.refine.6	complex_filter
query-methods.refine.7	select_for_update
query-methods.refine.8	extra
query-methods.refine.9	alias
query-methods.refine.10	dates
query-methods.refine.11	datetimes
query-methods.refine.12	union
query-methods.refine.13	intersection
query-methods.refine.14	difference
query-methods.refine.15	none
query-methods.refine.16	defer
query-methods.refine.17	only
query-methods.refine.18	annotate
query-methods.refine.19	get_queryset
query-methods.refine.20	get_query_set
query-methods.refine.21	iterator
query-methods.refine.22	order_by
query-methods.refine.23	live
query-methods.refine.24	public
query-methods.refine.25	specific
query-methods.refine.26	active
query-methods.refine.27	published
query-methods.refine.28	as_manager
query-methods.lock.0	select_for_update
query-methods.only.0	only
query-methods.defer.0	defer
query-methods.filter.0	filter
query-methods.filter.1	get
query-methods.filter.2	exclude
query-methods.filter.3	get_or_create
query-methods.filter.4	update_or_create
query-methods.exclude.0	exclude
query-methods.order.0	order_by
query-methods.select-joined.0	select_related
query-methods.select-batched.0	prefetch_related
query-methods.row.0	get
query-methods.row.1	first
query-methods.row.2	last
query-methods.row.3	latest
query-methods.row.4	earliest
query-methods.served-in-order.0	first
query-methods.row-write.0	get_or_create
query-methods.row-write.1	update_or_create
query-methods.row-write.2	create
query-methods.scalar.0	count
query-methods.scalar.1	exists
query-methods.scalar.2	aggregate
query-methods.scalar.3	contains
query-methods.rows.0	in_bulk
query-methods.values.0	values
query-methods.values.1	values_list
query-methods.write.0	update
query-methods.write.1	delete
query-methods.write.2	bulk_create
query-methods.write.3	bulk_update
query-methods.write.4	abulk_create
query-methods.write.5	aupdate
query-methods.write.6	adelete
query-methods.manager-write.0	add
query-methods.manager-write.1	remove
query-methods.manager-write.2	set
query-methods.manager-write.3	clear
query-methods.async-prefix	a
loaded-marks.0	_result_cache
loaded-marks.1	_prefetched_objects_cache
loaded-marks.2	fields_cache
loaded-marks.3	is_cached
batched-writes.0	get_or_create
batched-writes.1	update_or_create
batched-writes.2	save
batched-writes.3	create
batched-writes.4	delete
batched-writes.5	asave
batched-writes.6	acreate
batched-writes.7	adelete
batched-writes.8	execute
offline-folders.0	management/commands/
offline-folders.1	migrations/
offline-folders.2	/fixtures/
offline-folders.3	/upgrades/
offline-folders.4	/upgrade.py
offline-folders.5	/populate.py
manual-folders.0	/cli/
manual-folders.1	/examples/
job-decorators.0	task
job-decorators.1	shared_task
job-decorators.2	db_task
job-decorators.3	db_periodic_task
job-decorators.4	periodic_task
job-decorators.5	job
job-decorators.6	actor
posted-methods.0	create
posted-methods.1	update
posted-methods.2	save
posted-methods.3	clean
posted-methods.4	validate
posted-classes.0	Serializer
posted-classes.1	Form
command-decorators.0	command
command-decorators.1	cli_command
command-decorators.2	cli
command-decorators.3	group
plain-decorators.0	staticmethod
plain-decorators.1	classmethod
plain-decorators.2	property
plain-decorators.3	cached_property
plain-decorators.4	atomic
plain-decorators.5	abstractmethod
plain-decorators.6	contextmanager
plain-decorators.7	override
plain-decorators.8	overload
plain-decorators.9	lru_cache
plain-decorators.10	cache
plain-decorators.11	wraps
answer-names.0	serialize
answer-names.1	to_dict
answer-names.2	as_dict
answer-names.3	to_json
answer-names.4	as_json
answer-names.5	to_native
answer-names.6	to_representation
question-prefixes.0	can_
question-prefixes.1	is_
question-prefixes.2	has_
question-prefixes.3	may_
question-prefixes.4	should_
entity-methods.write.0	save
entity-methods.write.1	delete
entity-methods.write.2	asave
entity-methods.write.3	adelete
entity-methods.write-of-unknown.0	save
entity-methods.write-of-unknown.1	asave
entity-methods.read.0	refresh_from_db
entity-methods.read.1	arefresh_from_db
functions.load.0	prefetch_related_objects
functions.load.1	aprefetch_related_objects
functions.row.0	get_object_or_404
functions.row.1	aget_object_or_404
functions.rows.0	get_list_or_404
functions.model.0	get_model
functions.model.1	get_user_model
functions.text.0	escape
functions.text.1	conditional_escape
functions.text.2	format_html
functions.text.3	force_str
functions.text.4	force_text
functions.text.5	smart_str
functions.text.6	smart_text
functions.cache-fill.0	get_or_set
functions.cache-fill.1	aget_or_set

"""#),
  EmbeddedFile(
    path: "frameworks/django-admin.yml",
    text: #"""
name	django-admin
admin.bases.0	ModelAdmin
admin.bases.1	TranslatableAdmin
admin.bases.2	GuardedModelAdmin
admin.bases.3	ImportExportModelAdmin
admin.bases.4	VersionAdmin
admin.bases.5	SimpleHistoryAdmin
admin.bases.6	DraggableMPTTAdmin
admin.bases.7	MPTTModelAdmin
admin.bases.8	ExportMixin
admin.bases.9	ImportExportMixin
admin.register.0	register
admin.debug-settings.0	DEBUG
admin.debug-settings.1	TEMPLATE_DEBUG
admin.columns.0	list_display
admin.eager.0	list_select_related
admin.inlines.0	inlines
admin.readonly.0	readonly_fields
admin.not-chosen.0	raw_id_fields
admin.not-chosen.1	autocomplete_fields
admin.not-chosen.2	readonly_fields
admin.not-chosen.3	exclude
admin.chosen.0	fields
admin.own-fields.0	form
admin.own-fields.1	fieldsets
admin.field-makers.0	formfield_for_foreignkey
admin.field-makers.1	formfield_for_dbfield
admin.field-makers.2	get_form
admin.field-makers.3	get_formset

"""#),
  EmbeddedFile(
    path: "frameworks/django-contrib.yml",
    text: #"""
name	django-contrib
packages.0	django
packages.1	taggit
packages.2	allauth
packages.3	rest_framework
packages.4	oauth2_provider
packages.5	django_celery_beat
packages.6	guardian
packages.7	reversion
packages.8	simple_history
outside-models.0.module	django/contrib/contenttypes/models.py
outside-models.0.source	from django.db import models\n\n\nclass ContentType(models.Model):\n    app_label = models.CharField(max_length=100)\n    model = models.CharField(max_length=100)\n
outside-models.1.module	django/contrib/auth/models.py
outside-models.1.source	from django.contrib.contenttypes.models import ContentType\nfrom django.db import models\n\n\nclass Permission(models.Model):\n    name = models.CharField(max_length=255)\n    content_type = models.ForeignKey(ContentType, models.CASCADE)\n    codename = models.CharField(max_length=100)\n\n\nclass Group(models.Model):\n    name = models.CharField(max_length=150)\n    permissions = models.ManyToManyField(Permission)\n\n\nclass PermissionsMixin(models.Model):\n    is_superuser = models.BooleanField()\n    groups = models.ManyToManyField(Group, related_name="user_set")\n    user_permissions = models.ManyToManyField(Permission, related_name="user_set")\n\n    class Meta:\n        abstract = True\n\n\nclass AbstractUser(PermissionsMixin):\n    username = models.CharField(max_length=150)\n    first_name = models.CharField(max_length=150)\n    last_name = models.CharField(max_length=150)\n    email = models.EmailField()\n\n    class Meta:\n        abstract = True\n\n\nclass User(AbstractUser):\n    pass\n
outside-models.2.module	django/contrib/admin/models.py
outside-models.2.source	from django.conf import settings\nfrom django.contrib.contenttypes.models import ContentType\nfrom django.db import models\n\n\nclass LogEntry(models.Model):\n    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")\n    content_type = models.ForeignKey(ContentType, models.SET_NULL, null=True, related_name="+")\n    object_repr = models.CharField(max_length=200)\n
outside-models.3.module	django/contrib/sites/models.py
outside-models.3.source	from django.db import models\n\n\nclass Site(models.Model):\n    domain = models.CharField(max_length=100)\n    name = models.CharField(max_length=50)\n
outside-models.4.module	rest_framework/authtoken/models.py
outside-models.4.source	from django.conf import settings\nfrom django.db import models\n\n\nclass Token(models.Model):\n    key = models.CharField(max_length=40)\n    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="auth_token")\n
outside-models.5.module	allauth/account/models.py
outside-models.5.source	from django.conf import settings\nfrom django.db import models\n\n\nclass EmailAddress(models.Model):\n    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)\n    email = models.EmailField()\n
outside-models.6.module	allauth/socialaccount/models.py
outside-models.6.source	from django.conf import settings\nfrom django.db import models\n\n\nclass SocialAccount(models.Model):\n    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE)\n    provider = models.CharField(max_length=200)\n
outside-models.7.module	oauth2_provider/models.py
outside-models.7.source	from django.conf import settings\nfrom django.db import models\n\n\nclass Application(models.Model):\n    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="%(app_label)s_%(class)s")\n\n\nclass AccessToken(models.Model):\n    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="%(app_label)s_%(class)s")\n    application = models.ForeignKey(Application, models.CASCADE)\n
outside-models.8.module	django_celery_beat/models.py
outside-models.8.source	from django.db import models\n\n\nclass IntervalSchedule(models.Model):\n    every = models.IntegerField()\n\n\nclass CrontabSchedule(models.Model):\n    minute = models.CharField(max_length=240)\n\n\nclass PeriodicTask(models.Model):\n    name = models.CharField(max_length=200)\n    interval = models.ForeignKey(IntervalSchedule, models.CASCADE, null=True)\n    crontab = models.ForeignKey(CrontabSchedule, models.CASCADE, null=True)\n
outside-models.9.module	taggit/models.py
outside-models.9.source	from django.contrib.contenttypes.models import ContentType\nfrom django.db import models\n\n\nclass Tag(models.Model):\n    name = models.CharField(max_length=100)\n    slug = models.SlugField()\n\n\nclass TaggedItem(models.Model):\n    tag = models.ForeignKey(Tag, models.CASCADE)\n    content_type = models.ForeignKey(ContentType, models.CASCADE)\n
outside-models.10.module	reversion/models.py
outside-models.10.source	from django.conf import settings\nfrom django.contrib.contenttypes.models import ContentType\nfrom django.db import models\n\n\nclass Revision(models.Model):\n    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")\n    comment = models.TextField()\n\n\nclass Version(models.Model):\n    revision = models.ForeignKey(Revision, models.CASCADE)\n    content_type = models.ForeignKey(ContentType, models.CASCADE)\n

"""#),
  EmbeddedFile(
    path: "frameworks/django-rest.yml",
    text: #"""
name	django-rest
serializers.bases.0	Serializer
serializers.bases.1	ModelSerializer
serializers.bases.2	HyperlinkedModelSerializer
serializers.bases.3	BaseSerializer
serializers.bases.4	ListSerializer
serializers.bases.5	DictSerializer
serializers.bases.6	Schema
serializers.bases.7	ModelSchema
serializers.bases.8	SQLAlchemySchema
serializers.bases.9	SQLAlchemyAutoSchema
serializers.bases.10	BaseSchema
serializers.model-bases.0	ModelSerializer
serializers.model-bases.1	HyperlinkedModelSerializer
serializers.method-fields.0	SerializerMethodField
serializers.method-fields.1	MethodField
serializers.method-fields.2	Method
serializers.method-prefix.0	get_
serializers.method-option.0	method_name
serializers.method-option.1	method
serializers.nested-fields.0	Nested
serializers.nested-fields.1	Pluck
serializers.nested-fields.2	List
serializers.nested-fields.3	ListField
serializers.key-fields.0	PrimaryKeyRelatedField
serializers.row-fields.0	SlugRelatedField
serializers.row-option.0	slug_field
serializers.text-fields.0	StringRelatedField
serializers.text-fields.1	RelatedField
serializers.link-fields.0	HyperlinkedRelatedField
serializers.link-option.0	lookup_field
serializers.source-option.0	source
serializers.source-option.1	attr
serializers.source-option.2	attribute
serializers.many-option.0	many
serializers.hidden-option.0	write_only
serializers.hidden-option.1	load_only
serializers.render.0	to_representation
serializers.render.1	to_value
serializers.render.2	to_native
serializers.render.3	serialize
serializers.render.4	_serialize
serializers.attribute-readers.0	get_attribute
serializers.dump.0	dump
serializers.dump.1	dumps
serializers.fields-option.0	fields
serializers.model-option.0	model
serializers.depth-option.0	depth
serializers.list-serializer-option.0	list_serializer_class
serializers.child.0	child
serializers.row-argument.0	instance
serializers.row-argument.1	obj
serializers.field-arguments.0	instance
serializers.field-arguments.1	data
serializers.field-arguments.2	context
serializers.field-arguments.3	partial
serializers.field-arguments.4	many
serializers.field-arguments.5	read_only
serializers.field-arguments.6	write_only
serializers.field-arguments.7	required
serializers.field-arguments.8	default
serializers.field-arguments.9	initial
serializers.field-arguments.10	source
serializers.field-arguments.11	label
serializers.field-arguments.12	help_text
serializers.field-arguments.13	style
serializers.field-arguments.14	error_messages
serializers.field-arguments.15	validators
serializers.field-arguments.16	allow_null
serializers.field-arguments.17	allow_empty
serializers.field-arguments.18	min_length
serializers.field-arguments.19	max_length
serializers.field-arguments.20	attr
serializers.field-arguments.21	attribute
serializers.field-arguments.22	unknown
serializers.field-arguments.23	only
serializers.field-arguments.24	exclude
serializers.field-arguments.25	load_only
serializers.field-arguments.26	dump_only
list-views.framework-classes.0	GenericAPIView
list-views.framework-classes.1	GenericViewSet
list-views.framework-classes.2	ViewSetMixin
list-views.framework-classes.3	APIView
list-views.framework-classes.4	View
list-views.bases.0	ListModelMixin
list-views.bases.1	ModelViewSet
list-views.bases.2	ReadOnlyModelViewSet
list-views.bases.3	ListAPIView
list-views.bases.4	ListCreateAPIView
list-views.list-methods.0	list
list-views.rows-method.0	get_queryset
list-views.rows-attribute.0	queryset
list-views.model-attribute.0	model
list-views.serializer-method.0	get_serializer_class
list-views.serializer-attribute.0	list_serializer_class
list-views.serializer-attribute.1	serializer_class
list-views.serializer-attribute.2	serializer
list-views.make-serializer.0	get_serializer
list-views.pass-through.0	filter_queryset
list-views.pass-through.1	paginate_queryset
list-views.action-attribute.0	action
list-views.action-value.0	list

"""#),
  EmbeddedFile(
    path: "frameworks/flask-restful.yml",
    text: #"""
name	flask-restful
packages.0	flask_restful
packages.1	flask_restx
packages.2	flask_restplus
marshalling.functions.0	marshal
marshalling.decorators.0	marshal_with
marshalling.decorators.1	marshal_list_with
marshalling.makers.0	model
marshalling.makers.1	inherit
marshalling.makers.2	clone
marshalling.nested.0	Nested
marshalling.nested.1	List
marshalling.path-option.0	attribute

"""#),
  EmbeddedFile(
    path: "frameworks/forms.yml",
    text: #"""
name	forms
forms.bases.0	Form
forms.bases.1	BaseForm
forms.bases.2	ModelForm
forms.bases.3	BaseModelForm
forms.bases.4	BaseInlineFormSet
forms.bases.5	FilterSet
forms.bases.6	FlaskForm
forms.bases.7	SecureForm
forms.bases.8	TranslatableModelForm
forms.bases.9	WagtailAdminModelForm
forms.model-bases.0	ModelForm
forms.model-bases.1	BaseModelForm
forms.model-bases.2	TranslatableModelForm
forms.view-bases.0	CreateView
forms.view-bases.1	UpdateView
forms.view-bases.2	ModelFormMixin
forms.form-option.0	form_class
forms.choice-fields.0	ModelChoiceField
forms.choice-fields.1	ModelMultipleChoiceField
forms.choice-fields.2	ModelChoiceFilter
forms.choice-fields.3	ModelMultipleChoiceFilter
forms.choice-fields.4	QuerySelectField
forms.choice-fields.5	QuerySelectMultipleField
forms.choice-fields.6	QueryRadioField
forms.choice-fields.7	QueryCheckboxField
forms.rows-option.0	queryset
forms.rows-option.1	query_factory
forms.label-method.0	label_from_instance
forms.label-option.0	get_label
forms.other-options.0	widget
forms.other-options.1	blank_text
forms.shown-otherwise.0	widgets
forms.shown-otherwise.1	field_classes
forms.field-table.0	fields

"""#),
  EmbeddedFile(
    path: "frameworks/peewee.yml",
    text: #"""
name	peewee
packages.0	peewee
packages.1	playhouse
models.bases.0	Model
relations.to-one.0	ForeignKeyField
relations.reverse-option	backref
query-methods.refine.0	where
query-methods.refine.1	join
query-methods.refine.2	switch
query-methods.refine.3	order_by
query-methods.refine.4	group_by
query-methods.refine.5	limit
query-methods.refine.6	offset
query-methods.refine.7	distinct
query-methods.refine.8	having
query-methods.row.0	get
query-methods.row.1	first
query-methods.row.2	get_or_none
query-methods.row.3	get_by_id
query-methods.scalar.0	count
query-methods.scalar.1	exists
query-methods.scalar.2	scalar
query-methods.write.0	execute

"""#),
  EmbeddedFile(
    path: "frameworks/pydantic.yml",
    text: #"""
name	pydantic
schemas.bases.0	BaseModel
schemas.bases.1	GenericModel
schemas.bases.2	ORMModel
schemas.bases.3	ORMSchema
schemas.bases.4	CamelModel
schemas.bases.5	Schema
schemas.bases.6	ModelSchema
schemas.bases.7	SQLModel
schemas.readers.0	model_validate
schemas.readers.1	from_orm
schemas.readers.2	validate
schemas.resolver-prefix.0	resolve_
schemas.path-option.0	alias
schemas.path-option.1	validation_alias
schemas.routes.decorators.0	get
schemas.routes.decorators.1	post
schemas.routes.decorators.2	put
schemas.routes.decorators.3	patch
schemas.routes.decorators.4	api_route
schemas.routes.decorators.5	route
schemas.routes.option.0	response_model
schemas.routes.option.1	response
schemas.routes.results.0	response
schemas.routes.results.1	output
schemas.routes.results.2	marshal_with

"""#),
  EmbeddedFile(
    path: "frameworks/row-callbacks.yml",
    text: #"""
name	row-callbacks
row-callbacks.search-documents.bases.0	Document
row-callbacks.search-documents.bases.1	DocType
row-callbacks.search-documents.bases.2	SearchIndex
row-callbacks.search-documents.bases.3	DEDDocument
row-callbacks.search-documents.rows.0	get_queryset
row-callbacks.search-documents.rows.1	index_queryset
row-callbacks.search-documents.rows.2	get_indexing_queryset
row-callbacks.search-documents.model.0	Django.model
row-callbacks.search-documents.model.1	get_model
row-callbacks.search-documents.prefixes.0	prepare_
row-callbacks.search-documents.methods.0	prepare
row-callbacks.search-documents.path-options.0	model_attr
row-callbacks.search-documents.path-options.1	attr
row-callbacks.search-documents.nested-fields.0	ObjectField
row-callbacks.search-documents.nested-fields.1	NestedField
row-callbacks.feeds.bases.0	Feed
row-callbacks.feeds.rows.0	items
row-callbacks.feeds.prefixes.0	item_
row-callbacks.feeds.instead.0	item_link.get_absolute_url
row-callbacks.feeds.instead.1	item_title.__str__
row-callbacks.sitemaps.bases.0	Sitemap
row-callbacks.sitemaps.rows.0	items
row-callbacks.sitemaps.methods.0	location
row-callbacks.sitemaps.methods.1	lastmod
row-callbacks.sitemaps.methods.2	priority
row-callbacks.sitemaps.methods.3	changefreq
row-callbacks.sitemaps.instead.0	location.get_absolute_url
row-callbacks.resources.bases.0	ModelResource
row-callbacks.resources.rows.0	get_queryset
row-callbacks.resources.rows.1	get_export_queryset
row-callbacks.resources.model.0	Meta.model
row-callbacks.resources.prefixes.0	dehydrate_
row-callbacks.resources.path-options.0	attribute
row-callbacks.tables.bases.0	Table
row-callbacks.tables.model.0	Meta.model
row-callbacks.tables.view-options.0	table_class
row-callbacks.tables.path-options.0	accessor
row-callbacks.tables.shown-ends.0	Column
row-callbacks.tables.prefixes.0	render_
row-callbacks.tables.prefixes.1	value_
row-callbacks.tables.row-parameter.0	record
row-callbacks.tables.unknown-rows	true
row-callbacks.resolver-types.class-decorators.0	type
row-callbacks.resolver-types.class-decorators.1	node
row-callbacks.resolver-types.decorators.0	field
row-callbacks.resolver-types.hints.0	prefetch_related
row-callbacks.resolver-types.hints.1	select_related
row-callbacks.resolver-types.hints.2	only
row-callbacks.resolver-types.hints.3	annotate
row-callbacks.resolver-types.hints.4	field_name
row-callbacks.resolver-types.unknown-rows	true
row-callbacks.resolver-types.row-is-receiver	true
row-callbacks.listed-types.class-decorators.0	type
row-callbacks.listed-types.class-decorators.1	node
row-callbacks.listed-types.decorators.0	field
row-callbacks.listed-types.hints.0	prefetch_related
row-callbacks.listed-types.hints.1	select_related
row-callbacks.listed-types.hints.2	only
row-callbacks.listed-types.hints.3	annotate
row-callbacks.listed-types.hints.4	field_name
row-callbacks.listed-types.hints.5	resolver
row-callbacks.listed-types.roots.0	Query
row-callbacks.listed-types.roots.1	Mutation
row-callbacks.listed-types.roots.2	Subscription
row-callbacks.listed-types.listed.0	list
row-callbacks.listed-types.listed.1	List
row-callbacks.listed-types.listed.2	Sequence
row-callbacks.listed-types.listed.3	Iterable
row-callbacks.listed-types.listed.4	Connection
row-callbacks.listed-types.listed.5	Paginated
row-callbacks.listed-types.unknown-rows	true
row-callbacks.listed-types.row-is-receiver	true
row-callbacks.object-types.bases.0	DjangoObjectType
row-callbacks.object-types.model.0	Meta.model
row-callbacks.object-types.prefixes.0	resolve_
row-callbacks.object-types.unknown-rows	true
row-callbacks.object-types.row-is-receiver	true

"""#),
  EmbeddedFile(
    path: "frameworks/sqlalchemy.yml",
    text: #"""
name	sqlalchemy
models.generic-attributes.0	model
models.generic-attributes.1	_model
models.generic-attributes.2	model_class
models.generic-attributes.3	_model_class
models.generic-attributes.4	model_cls
models.generic-attributes.5	model_type
models.generic-attributes.6	orm_model
same-row.0	awaitable_attrs
relations.relationship.0	relationship
relations.relationship.1	relation
relations.relationship.2	Relationship
relations.relationship.3	dynamic_loader
relations.proxies.0	association_proxy
relations.eager-loading.0	joined
relations.eager-loading.1	selectin
relations.eager-loading.2	subquery
relations.eager-loading.3	immediate
relations.eager-loading.4	False
relations.never-loading.0	dynamic
relations.never-loading.1	raise
relations.never-loading.2	raise_on_sql
relations.never-loading.3	write_only
relations.never-loading.4	noload
sessions.0	session
sessions.1	db_session
sessions.2	dbsession
sessions.3	async_session
sessions.4	db
sessions.5	sess
sessions.6	conn
sessions.7	connection
sessions.8	s
session-methods.query.0	query
session-methods.row.0	get
session-methods.row.1	get_one
session-methods.row.2	get_or_404
session-methods.execute.0	execute
session-methods.execute.1	scalars
session-methods.execute.2	stream
session-methods.execute.3	stream_scalars
session-methods.execute.4	exec
session-methods.scalar.0	scalar
session-methods.write.0	flush
session-methods.write.1	commit
session-methods.write.2	merge
session-methods.write.3	refresh
row-state.functions.0	inspect
row-state.functions.1	instance_state
row-state.loaded.0	dict
row-state.unloaded.0	unloaded
constructors.0	select
constructors.1	update
constructors.2	insert
constructors.3	delete
change-constructors.0	update
change-constructors.1	insert
change-constructors.2	delete
query-methods.telling.0	filter_by
query-methods.telling.1	outerjoin
query-methods.telling.2	first_or_404
query-methods.telling.3	one_or_none
query-methods.telling.4	scalars
query-methods.telling.5	options
query-methods.telling-always.0	filter_by
query-methods.refine.0	filter
query-methods.refine.1	filter_by
query-methods.refine.2	where
query-methods.refine.3	having
query-methods.refine.4	join
query-methods.refine.5	outerjoin
query-methods.refine.6	distinct
query-methods.refine.7	group_by
query-methods.refine.8	with_for_update
query-methods.refine.9	execution_options
query-methods.refine.10	populate_existing
query-methods.refine.11	select_from
query-methods.refine.12	enable_eagerloads
query-methods.refine.13	autoflush
query-methods.refine.14	yield_per
query-methods.refine.15	union
query-methods.refine.16	union_all
query-methods.refine.17	from_self
query-methods.refine.18	correlate
query-methods.refine.19	with_entities
query-methods.refine.20	with_parent
query-methods.refine.21	add_columns
query-methods.entities.0	with_entities
query-methods.filter.0	filter
query-methods.filter.1	filter_by
query-methods.filter.2	where
query-methods.order.0	order_by
query-methods.limit.0	limit
query-methods.limit.1	slice
query-methods.limit.2	offset
query-methods.options.0	options
query-methods.row.0	get
query-methods.row.1	first
query-methods.row.2	one
query-methods.row.3	one_or_none
query-methods.row.4	get_or_404
query-methods.row.5	first_or_404
query-methods.row.6	one_or_404
query-methods.scalar.0	count
query-methods.scalar.1	scalar
query-methods.scalar.2	scalar_one
query-methods.scalar.3	scalar_one_or_none
query-methods.condition.0	exists
query-methods.lock.0	with_for_update
query-methods.rows.0	all
query-methods.rows.1	fetchall
query-methods.rows.2	paginate
query-methods.rows.3	partitions
query-methods.rows-refine.0	scalars
query-methods.rows-refine.1	mappings
query-methods.rows-refine.2	tuples
query-methods.rows-refine.3	unique
query-methods.write.0	update
query-methods.write.1	delete
loaders.joined.0	joinedload
loaders.joined.1	contains_eager
loaders.joined.2	immediateload
loaders.joined.3	joinedload_all
loaders.batched.0	selectinload
loaders.batched.1	subqueryload
loaders.batched.2	subqueryload_all
loaders.batched.3	selectinload_all
loaders.undeferred.0	undefer
loaders.only.0	load_only
loaders.defer.0	defer
loaders.of-model.0	Load

"""#),
  EmbeddedFile(
    path: "frameworks/swift-persistence.yml",
    text: #"""
name	swift-persistence
reads.fetchOne.0	-
reads.fetchAll.0	-
reads.fetchSet.0	-
reads.fetchCount.0	-
reads.fetchCursor.0	-
reads.executeQuery.0	-
reads.executeUpdate.0	-
reads.existingObject.0	with
writes.save.0	on
writes.create.0	on
writes.update.0	on
writes.delete.0	on
writes.insert.0	into
writes.attach.0	on
writes.detach.0	on
query-begin.query.0	on
query-begin.get.0	on
query-begin.load.0	on
query-begin.find.0	on
query-run.0	all
query-run.1	first
query-run.2	count
query-run.3	chunk
query-run.4	paginate
query-run.5	sum
query-run.6	max
query-run.7	min
query-run.8	average
query-run.9	aggregate
query-run.10	run
query-run.11	update
query-run.12	delete
contexts.0	context
contexts.1	moc
contexts.2	managedObjectContext
contexts.3	viewContext
contexts.4	backgroundContext
contexts.5	modelContext
context-reads.0	fetch
context-reads.1	count
context-reads.2	fetchCount
context-reads.3	existingObject
requests.0	NSFetchRequest
requests.1	FetchDescriptor
request-makers.0	fetchRequest
request-makers.1	sortedFetchRequest
request-prefetch.0	relationshipKeyPathsForPrefetching
request-limit.0	fetchLimit
row-views.0	ForEach
row-views.1	List
property-queries.0	Query
property-queries.1	FetchRequest
property-queries.2	SectionedFetchRequest

"""#),
  EmbeddedFile(
    path: "frameworks/templates.yml",
    text: #"""
name	templates
folders.0	templates
folders.1	jinja2
folders.2	template
render.functions.0	render
render.functions.1	render_to_response
render.functions.2	render_to_string
render.functions.3	render_template
render.functions.4	render_theme_template
render.functions.5	render_async
render.functions.6	TemplateResponse
render.functions.7	SimpleTemplateResponse
render.functions.8	stream_template
render.functions.9	render_block
render.functions.10	render_block_to_string
render.functions.11	render_fragment
render.functions.12	render_jinja2_template
render.functions.13	render_html
render.functions.14	direct_to_template
render.loaders.0	get_template
render.loaders.1	select_template
render.loaders.2	load_template
render.loaders.3	get_or_select_template
render.loaders.4	make_module
render.methods.0	render
render.methods.1	render_async
render.methods.2	generate
render.methods.3	stream
render.template-options.0	template
render.template-options.1	template_name
render.template-options.2	name
render.template-options.3	template_names
render.template-options.4	renderer
render.template-options.5	template_file
render.template-options.6	renderer_name
render.context-options.0	context
render.context-options.1	dictionary
render.context-options.2	ctx
render.context-options.3	params
render.context-options.4	context_data
render.context-options.5	data
render.context-options.6	value
render.other-options.0	request
render.other-options.1	context_instance
render.other-options.2	using
render.other-options.3	status
render.other-options.4	status_code
render.other-options.5	content_type
render.other-options.6	mimetype
render.other-options.7	headers
render.other-options.8	media_type
render.other-options.9	background
render.other-options.10	response
render.other-options.11	app_key
render.other-options.12	encoding
render.other-options.13	engine
render.other-options.14	package
render.contexts.0	Context
render.contexts.1	RequestContext
render.contexts.2	make_context
render.all-locals.0	locals
render.decorators.0	view_config
render.decorators.1	template
render.decorators.2	templated
render.decorators.3	render_to
render.decorators.4	rendered_with
render.decorators.5	view_defaults
render.decorators.6	jinja2_template
render.decorators.7	expose
views.list.0	ListView
views.list.1	BaseListView
views.list.2	MultipleObjectMixin
views.list.3	MultipleObjectTemplateResponseMixin
views.list.4	ArchiveIndexView
views.list.5	YearArchiveView
views.list.6	MonthArchiveView
views.list.7	WeekArchiveView
views.list.8	DayArchiveView
views.list.9	TodayArchiveView
views.list.10	FilterView
views.list.11	SingleTableMixin
views.list.12	SingleTableView
views.detail.0	DetailView
views.detail.1	BaseDetailView
views.detail.2	SingleObjectMixin
views.detail.3	SingleObjectTemplateResponseMixin
views.detail.4	DateDetailView
views.change.0	UpdateView
views.change.1	BaseUpdateView
views.create.0	CreateView
views.create.1	BaseCreateView
views.remove.0	DeleteView
views.remove.1	BaseDeleteView
views.plain.0	TemplateView
views.plain.1	FormView
views.plain.2	ContextMixin
views.plain.3	TemplateResponseMixin
views.plain.4	View
views.plain.5	ProcessFormView
views.plain.6	FormMixin
views.plain.7	ModelFormMixin
views.plain.8	WizardView
views.plain.9	SessionWizardView
views.plain.10	MethodView
views.attributes.template.0	template_name
views.attributes.template.1	template
views.attributes.model	model
views.attributes.queryset	queryset
views.attributes.object-name	context_object_name
views.attributes.suffix	template_name_suffix
views.methods.queryset	get_queryset
views.methods.object	get_object
views.methods.context	get_context_data
views.methods.respond.0	render_to_response
views.methods.respond.1	render_template
views.methods.handle.0	get
views.methods.handle.1	head
views.methods.templates	get_template_names
views.methods.page	paginate_queryset
views.context-decorators.0	context
views.names.rows	object_list
views.names.row	object
views.names.page	page_obj
views.names.view	view
pages.constructors.0	Paginator
pages.constructors.1	AsyncPaginator
pages.constructors.2	DiggPaginator
pages.constructors.3	SafePaginator
pages.constructors.4	InfinitePaginator
pages.constructors.5	paginate
pages.methods.0	page
pages.methods.1	get_page
pages.methods.2	aget_page
pages.rows.0	object_list
pages.rows.1	items
pages.rows.2	objects
declare.tags.0	simple_tag
declare.tags.1	assignment_tag
declare.tags.2	to_end_tag
declare.included.0	inclusion_tag
declare.filters.0	filter
declare.filters.1	template_filter
declare.filters.2	app_template_filter
declare.filters.3	pass_context
declare.globals.0	template_global
declare.globals.1	app_template_global
declare.globals.2	global_function
declare.globals.3	template_helper
declare.context.0	context_processor
declare.context.1	app_context_processor
declare.context-modules.0	context_processors
declare.context-modules.1	context_processor
declare.filter-tables.0	filters
declare.global-tables.0	globals
filters.size.0	length
filters.size.1	length_is
filters.size.2	count
filters.element.0	first
filters.element.1	last
filters.element.2	random
filters.rows.0	list
filters.rows.1	sort
filters.rows.2	unique
filters.rows.3	reverse
filters.rows.4	batch
filters.rows.5	dictsort
filters.rows.6	dictsortreversed
filters.rows.7	shuffle
filters.text-of-rows.0	join
filters.limit.0	slice
filters.of-each.0	selectattr
filters.of-each.1	rejectattr
filters.of-each.2	map
filters.of-each.3	groupby
filters.of-each.4	sum
filters.of-each.5	max
filters.of-each.6	min
filters.of-each.7	sort
filters.of-each.8	unique
filters.of-each.9	join
filters.of-each.10	dictsort
filters.of-each.11	dictsortreversed
filters.attribute-option	attribute
filters.same.0	default
filters.same.1	default_if_none
filters.same.2	d
filters.same.3	select
filters.same.4	reject
filters.text.0	safe
filters.text.1	escape
filters.text.2	e
filters.text.3	force_escape
filters.text.4	upper
filters.text.5	lower
filters.text.6	title
filters.text.7	capitalize
filters.text.8	capfirst
filters.text.9	truncate
filters.text.10	truncatechars
filters.text.11	truncatewords
filters.text.12	linebreaks
filters.text.13	linebreaksbr
filters.text.14	urlencode
filters.text.15	string
filters.text.16	striptags
filters.text.17	slugify
filters.text.18	add
filters.text.19	stringformat
filters.text.20	format
filters.text.21	center
filters.text.22	ljust
filters.text.23	rjust
filters.text.24	escapejs
filters.text.25	wordwrap
filters.text.26	cut
tags.group	regroup
tags.group-option	by
tags.group-names.0	grouper
tags.group-names.1	list
loops.names.0	forloop
loops.names.1	loop
loops.ends.0	first
loops.ends.1	last
user.0	user
user.1	current_user
request.0	request

"""#),
  EmbeddedFile(
    path: "libraries/python.yml",
    text: #"""
types.list.linear.0	index
types.list.linear.1	count
types.list.linear.2	remove
types.list.linear.3	reverse
types.list.linear.4	copy
types.list.linear.5	sort
types.list.linear-at-front.0	pop
types.list.linear-at-front.1	insert
types.tuple.linear.0	index
types.tuple.linear.1	count
types.set.linear.0	copy
types.dict.linear.0	copy
types.deque.linear.0	index
types.deque.linear.1	count
types.deque.linear.2	remove
types.deque.linear.3	insert
scans.0	sorted
scans.1	min
scans.2	max
scans.3	sum
scans.4	any
scans.5	all
scans.6	list
scans.7	tuple
scans.8	set
scans.9	len
appends.0	append
appends.1	add
appends.2	extend
appends.3	insert
appends.4	appendleft
appends.5	update
emptying.0	clear
declared-names.0	fields
declared-names.1	field
declared-names.2	columns
declared-names.3	attrs
declared-names.4	attributes
declared-names.5	kwargs
declared-names.6	args
declared-names.7	arguments
declared-names.8	argv
declared-names.9	params
declared-names.10	parameters
declared-names.11	options
declared-names.12	opts
declared-names.13	settings
declared-names.14	bases
declared-names.15	mro
declared-names.16	plugins
declared-names.17	extensions
declared-names.18	suffixes
declared-names.19	prefixes
declared-names.20	types
declared-names.21	schemas
declared-names.22	languages
declared-names.23	locales
declared-names.24	permissions
declared-names.25	roles
declared-names.26	formats
declared-names.27	flags
declared-names.28	statuses
declared-names.29	choices
declared-names.30	modes
declared-names.31	dims
declared-names.32	dimensions
declared-names.33	axes
declared-names.34	vars
declared-names.35	variables
declared-names.36	hooks
declared-names.37	handlers
declared-names.38	backends
declared-names.39	aliases
declared-names.40	annotations
declared-names.41	decorators
declared-names.42	headers
declared-names.43	cookies
declared-names.44	dialects
declared-names.45	engines
declared-names.46	databases
declared-names.47	apps
declared-names.48	kinds
declared-names.49	slots
declared-names.50	platforms
declared-names.51	architectures
declared-names.52	environments
declared-names.53	protocols
declared-names.54	encodings
declared-names.55	capabilities
declared-names.56	widths
declared-names.57	joins
declared-names.58	ordering
declared-names.59	orderings
declared-names.60	operators
declared-names.61	operands
declared-names.62	traits
declared-names.63	subdirs
declared-names.64	extras
declared-names.65	loaders
declared-names.66	fieldsets
declared-names.67	widgets
declared-names.68	formsets
declared-names.69	inlines
declared-names.70	middleware
declared-names.71	middlewares
declared-names.72	signature
declared-names.73	properties
declared-names.74	strategies
declared-names.75	subclasses
names-of-kinds.0	names
names-of-kinds.1	name
names-of-kinds.2	map
names-of-kinds.3	list
names-of-kinds.4	set
names-of-kinds.5	dict
names-of-kinds.6	ids
names-of-kinds.7	keys
names-of-kinds.8	refcount
names-of-kinds.9	info
names-of-kinds.10	values
names-of-kinds.11	order
name-parts.batches.0	chunk
name-parts.batches.1	batch
name-parts.batches.2	grouper
name-parts.batches.3	paginat
name-parts.batches.4	pages
name-parts.batches.5	partition
name-parts.batches.6	retry
name-parts.batches.7	retries
name-parts.batches.8	backoff
name-parts.batches.9	splitevery
name-parts.batches.10	stride
name-parts.batch-sizes.0	chunk
name-parts.batch-sizes.1	batch
name-parts.batch-sizes.2	max
name-parts.batch-sizes.3	limit
name-parts.upward.0	parent
name-parts.upward.1	super
name-parts.upward.2	outer
name-parts.upward.3	enclosing
name-parts.upward.4	owner
name-parts.upward.5	ancestor
name-parts.upward.6	base
name-parts.upward.7	lhs
name-parts.upward.8	cause
name-parts.kept-results.0	prefetch
name-parts.kept-results.1	cache
name-parts.kept-results.2	preload
copies.0	list
copies.1	tuple
copies.2	dict
copies.3	copy
copies.4	deepcopy
linear-in-argument.0	isdisjoint
linear-in-argument.1	issubset
linear-in-argument.2	issuperset
tree-walks.methods.0	traverse
tree-walks.methods.1	findall
tree-walks.methods.2	find_all
tree-walks.methods.3	iter
tree-walks.methods.4	iterfind
tree-walks.methods.5	iterdescendants
tree-walks.methods.6	xpath
tree-walks.methods.7	cssselect
tree-walks.methods.8	getElementsByTagName
tree-walks.roots.0	document
tree-walks.roots.1	doctree
tree-walks.roots.2	doc
tree-walks.roots.3	tree
tree-walks.roots.4	soup
tree-walks.roots.5	dom
tree-walks.roots.6	root_node

"""#),
  EmbeddedFile(
    path: "libraries/swift.yml",
    text: #"""
types.Array.linear.0	contains
types.Array.linear.1	firstIndex
types.Array.linear.2	lastIndex
types.Array.linear.3	first
types.Array.linear.4	last
types.Array.linear.5	filter
types.Array.linear.6	removeFirst
types.Array.linear.7	min
types.Array.linear.8	max
types.Array.linear.9	sorted
types.Array.linear.10	reversed
types.Array.linear.11	reduce
types.Array.linear.12	allSatisfy
types.Array.linear-at-front.0	remove
types.Array.linear-at-front.1	insert
types.Array.linear-at-front.2	removeFirst
types.Array.predicate.0	contains
types.Array.predicate.1	first
types.Array.predicate.2	firstIndex
types.Array.predicate.3	index
types.Array.predicate.4	filter
types.Array.predicate.5	last
types.Array.predicate.6	lastIndex
types.Array.predicate.7	allSatisfy
types.Array.predicate.8	removeAll
types.Array.predicate.9	reduce
types.Set.predicate.0	contains
types.Set.predicate.1	first
types.Set.predicate.2	filter
types.Set.predicate.3	allSatisfy
types.Set.predicate.4	firstIndex
types.Set.predicate.5	reduce
types.Dictionary.predicate.0	contains
types.Dictionary.predicate.1	first
types.Dictionary.predicate.2	filter
types.Dictionary.predicate.3	allSatisfy
types.Dictionary.predicate.4	firstIndex
types.Dictionary.predicate.5	reduce
types.String.linear.0	contains
types.String.linear.1	firstIndex
types.String.linear.2	count
types.String.linear.3	replacingOccurrences
types.String.linear.4	components
types.String.linear-at-front.0	removeFirst
types.String.linear-at-front.1	remove
types.String.linear-at-front.2	insert
appends.0	append
appends.1	insert
scans.0	filter
scans.1	contains
scans.2	reduce
scans.3	allSatisfy
scans.4	first
scans.5	last
scans.6	min
scans.7	max
scans.8	sorted
scans.9	reversed
scans.10	Set
scans.11	Array
scans.12	ContiguousArray
closures.0	map
closures.1	flatMap
closures.2	compactMap
closures.3	forEach
closures.4	filter
closures.5	reduce
closures.6	contains
closures.7	first
closures.8	firstIndex
closures.9	index
closures.10	allSatisfy
closures.11	sorted
closures.12	min
closures.13	max
closures.14	concurrentForEach
closures.15	asyncMap
closures.16	mapEach
closures.17	sequencedFlatMapEach
closures.18	flatMapEach
emptying.0	removeAll

"""#),
  EmbeddedFile(
    path: "missing-index/missing-index.md",
    text: ###"""
# missing-index

## What it finds

A query of your code or SQL files whose filter, join or order makes the database read a whole table, while an index would lead it to the rows. Schema and queries both come from the repository: DDL in `.sql` files and strings, Django and SQLAlchemy models, migrations, or a database file given with `--db`.

Nothing is guessed about the planner. The schema is created in an in-memory SQLite database, every query is explained, candidate indexes (columns compared for equality first, then one range or the order) are created there, and a proposal is made only if `EXPLAIN QUERY PLAN` then uses it. Both plans are part of the finding.

## Why it costs

A scan reads every row of the table for each execution; a b-tree lookup reads a few pages. On 200,000 rows that is 14 ms against 0.04 ms, and the scan grows with the table.

## Example

```sql
CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER, status TEXT, created_at TEXT);

SELECT id FROM orders WHERE customer_id = ? ORDER BY created_at DESC LIMIT 20;
-- SCAN orders, USE TEMP B-TREE FOR ORDER BY
```

## Instead

```sql
CREATE INDEX idx_orders_customer_id_created_at ON orders (customer_id, created_at DESC);
-- SEARCH orders USING INDEX idx_orders_customer_id_created_at (customer_id=?)
```

In Django put it in `Meta.indexes`, in SQLAlchemy in `__table_args__`, in Fluent and GRDB in a migration. Django indexes foreign keys by itself; SQLAlchemy, Fluent and SQLite do not. A key of several columns also serves queries on its first ones, so one index may answer several findings: `perf-lint indexes` prints one set for the whole repository; with known table sizes or `--budget BYTES` it is the set that saves most time for its bytes, covering indexes included.

## When it is fine

- The table stays small: some hundred rows are read in no time, and the configuration can say so.
- The column takes few values, and most rows have the one asked for; the planner cannot know that from the schema alone.
- The query runs rarely and the table is written often: every index costs time on each insert, update and delete.
- `LIKE '%text%'` and other conditions that no b-tree can serve. These are not proposed.

## How sure we are

High when the statement was understood in full and SQLite's planner changed its plan from a scan to a search. Medium when parts of the statement were filled in (a table name from a variable, an ORM condition that was not understood). Other databases decide with their own statistics; an equality lookup that SQLite serves from an index, they serve too.

"""###),
  EmbeddedFile(
    path: "missing-index/missing-index.yml",
    text: #"""
id	missing-index
kind	missing-index
severity	warning
languages.0	sql
languages.1	python
languages.2	swift
engine	index
summary	A query reads a whole table where an index would lead it to its rows, as SQLite's planner confirms.
message	`$TABLE` is read from end to end; an index on ($COLUMNS) finds the rows
knobs.key-columns	4

"""#),
  EmbeddedFile(
    path: "n-plus-one/lazy-relation-in-loop.md",
    text: ###"""
# lazy-relation-in-loop

## What it finds

A loop over rows that reads a relation which the query did not load: each row then loads its own. The attribute looks like a field, so nothing at the place tells that it goes to the database.

- Django: `order.customer` (foreign key, one-to-one), `order.lines.all()`, `product.tags.filter(…)` and other managers, also across two relations and in templates.
- SQLAlchemy: an attribute declared with `relationship()` whose loading is lazy, which is the default.
- Fluent: `planet.$star.get(on: db)`, `query(on:)`, `load(on:)` on a relation in a loop.
- GRDB: `author.request(for: Author.books).fetchAll(db)` in a loop.

The loop may stand in no code of yours. These are followed from the rows to the access:

- Django REST framework, serpy and marshmallow: the view's queryset (`get_queryset` with `super()` and the branches for `self.action`) through the serializer's fields, `source` paths, nested serializers, method fields, related fields and `to_representation`, and serializers called in code. A to-one relation shown by its key costs nothing and is not reported.
- Django's admin: `list_display` columns, methods and `__str__` for each row of the change list, with `list_select_related` and the relations that the admin loads when a column is one.
- `prepare_*` of search documents, `item_*` of feeds, sitemaps, `dehydrate_*` of exports, `render_*` of tables.
- Resolvers of graphene and strawberry types, unless the field says what to load.
- pydantic schemas: `model_validate`, `from_orm`, and routes with a `response_model` or a return annotation.

## Why it costs

`1 + N` queries for N rows, `1 + N + N × M` when the relation's rows have their relation read in turn. In tests with three rows nobody notices. In SQLAlchemy's asyncio session the access does not even wait: it raises `MissingGreenlet`.

## Example

```python
orders = Order.objects.filter(status="open")
for order in orders:
    print(order.customer.name)          # one query per order
    for line in order.lines.all():      # one query per order
        print(line.product.title)       # one query per line
```

```python
for book in session.scalars(select(Book)):
    print(book.author.name)             # one query per author not yet in the session
```

## Instead

Say in the query what will be read.

```python
orders = (
    Order.objects.filter(status="open")
    .select_related("customer")
    .prefetch_related("lines__product")
)
```

- Django: `select_related` joins to-one relations into the same query; `prefetch_related` runs one more query per relation and joins in Python, and also serves to-many relations. A prefetch is used by `.all()`, iteration, `len()` and `in`, and by `.count()` and `.exists()` on `.all()`. `.filter()`, `.order_by()`, `.last()`, and `.first()` on a model without default ordering build a new query and bypass it: prefetch with `Prefetch("lines", queryset=…, to_attr="open_lines")`, or choose in Python.
- SQLAlchemy: `.options(selectinload(Order.lines).joinedload(Line.product))`. `joinedload` fits to-one relations; on a collection it multiplies rows and needs `.unique()` with 2.0 selects. A plain `join()` filters but loads nothing, unless `contains_eager` says so.
- Fluent: `.with(\.$star)`, nested: `.with(\.$star) { $0.with(\.$galaxy) }`.
- GRDB: `including(required:)`, `including(optional:)`, `including(all:)` into a record that decodes them.

If only the key is needed, `order.customer_id` costs no query. The rule does not report it.

## When it is fine

- The relation is already loaded: eager paths on the same query, a default manager that adds them, an assignment earlier in the loop.
- Almost every row has the same related object and the ORM keeps it. SQLAlchemy's identity map turns `1 + books` into `1 + distinct authors`; Django has no such map.
- At most a handful of rows can exist.

## How sure we are

High when model and relation are declared in the repository and the rows come from a visible query without that path. Medium when they are shown by a framework or page that is known to have rows of that model. Relations by name only, without a declaration, are not reported.

Low, and told only with `--confidence low`, is what costs the queries as said but what a review would often not ask to change:

- each row of the loop is written anyway (saved, deleted, created, changed by a statement), also through a call: the relation is the smaller part;
- commands, scripts, upgrades, migrations and jobs are all that runs the loop: its file says so, or everything that says the function's name;
- the rows belong to one object (`order.items`), or the loop runs over values and the relation is read one call away;
- the relation is read in a function that the loop calls, under a condition there, and the function neither makes an answer of the row (`to_dict`) nor asks it a question (`is_`, `can_`);
- what was loaded with the rows is out of sight, or several calls lie between the loop and the access.

Not told at all: relations under a condition that says that they are there (`_prefetched_objects_cache`, `"items" in inspect(order).dict`), pages of the admin that only `settings.DEBUG` registers, and serializers of views whose own `list` makes none.

"""###),
  EmbeddedFile(
    path: "n-plus-one/lazy-relation-in-loop.yml",
    text: #"""
id	lazy-relation-in-loop
kind	n-plus-one
severity	warning
languages.0	python
languages.1	swift
languages.2	template
engine	n-plus-one
summary	A loop over rows reads a relation that each row then loads with a query of its own.
message	each $ROW loads `$RELATION` with its own query

"""#),
  EmbeddedFile(
    path: "n-plus-one/query-in-loop.md",
    text: ###"""
# query-in-loop

## What it finds

A statement that goes to the database and stands where it runs once per row: in a `for` loop, a comprehension, a closure handed to `map` or `forEach`, or a function called from one of these. It knows the calls that make a round trip in Django, SQLAlchemy (1.x queries, 2.0 selects, sync and async), DB-API cursors, Fluent and GRDB, and sees through your own functions that make one.

## Why it costs

A round trip costs a fixed amount before the database does any work: half a millisecond on the same machine, several across a network. A page of 200 rows with one query each is 201 round trips; the same data is one or two. The time grows with the number of rows, and so does the number of connections held while a request waits.

## Example

```python
def invoice_totals(invoices):
    totals = {}
    for invoice in invoices:
        lines = InvoiceLine.objects.filter(invoice_id=invoice.id)
        totals[invoice.id] = sum(line.amount for line in lines)
    return totals
```

`1 + invoices` queries: a queryset is lazy, but iterating it in the sum executes it, once per invoice.

```swift
for station in stations {
  let last = try Reading.filter(Column("stationId") == station.id).order(Column("at").desc).fetchOne(db)
  show(station, last)
}
```

## Instead

Ask once for all rows of the loop and look the answers up.

```python
lines = InvoiceLine.objects.filter(invoice__in=invoices)
totals = defaultdict(Decimal)
for line in lines:
    totals[line.invoice_id] += line.amount
```

- Django: `filter(pk__in=…)`, `in_bulk(ids)`, `annotate(Sum(…))` to let the database add up, `prefetch_related` where a relation leads there, `bulk_create` and `bulk_update` for writes. The bulk calls send no `pre_save` and `post_save` signals and do not call `save()`.
- SQLAlchemy: `select(Line).where(Line.invoice_id.in_(ids))`, `session.execute(insert(Line), rows)` for many rows.
- DB-API: `WHERE id IN (…)` in chunks (SQLite before 3.32 takes at most 999 parameters), `executemany` for writes where the driver batches them.
- Fluent: `.filter(\.$station.$id ~~ ids)`, `.with(\.$readings)`, `models.create(on: db)`.
- GRDB: `filter(ids.contains(Column("stationId")))`, `including(all:)`, one prepared statement for many writes in one transaction.

## When it is fine

- The loop runs over something small and fixed: a literal tuple, an enum's cases, `range(3)`, retries.
- The loop runs over batches, so that each round is one query for hundreds of rows.
- The query is the loop's own page: keyset pagination, a work queue drained until it is empty.
- The result is kept and looked up first, so that most rounds make no query.

The rule leaves these alone where the code shows them. SQLite in the same process answers a keyed query in microseconds; there the cost is real but small, and a loop over few rows needs no change.

## How sure we are

High where the call is known from a framework table and the loop visibly runs over rows or another collection that grows. Medium where the collection's size is not visible, or the query makes what is shown of a row some calls away. Low, told on request only, where the receiver's type is only guessed from a method name, and where a review would often not ask for a change:

- the loop runs over values rather than rows (what a form brought, options, names), and the query stands under a condition or asks for something else than the row of a key (`exists`, `count`, `first`);
- the query fetches rows under a condition, or stands under one in a function that the loop calls;
- another query than that of a key stands more than one call away from its loop;
- each row is written anyway, also through a call, or the write itself is the query;
- a row is read again (`refresh_from_db`) or locked: both are meant for one row;
- an answer that is kept (`lru_cache`, a dictionary, an attribute) decides whether the query runs at all;
- commands, scripts, upgrades, migrations and jobs are all that runs the loop.

A loop over a list of queries is a loop over batches, and no finding.

"""###),
  EmbeddedFile(
    path: "n-plus-one/query-in-loop.yml",
    text: #"""
id	query-in-loop
kind	n-plus-one
severity	warning
languages.0	python
languages.1	swift
languages.2	template
engine	n-plus-one
summary	A loop runs a database query in every round.
message	`$QUERY` runs once per $ROW: $COUNT queries where one is enough

"""#),
  EmbeddedFile(
    path: "quadratic/growing-copy-in-loop.md",
    text: ###"""
# growing-copy-in-loop

## What it finds

An accumulator that a loop rebuilds from its old value and one more piece: `items = items + [x]`, `t += (x,)`, `data += chunk` on `bytes`, `text = text + part` on strings, `{**merged, **new}`, `array = array + [x]` in Swift, `reduce([]) { $0 + [$1] }`.

## Why it costs

Each round copies all earlier ones: `1 + 2 + … + n`, so `n² / 2` elements copied for a result of `n`. Reading a 100 MB response into `bytes` in 8 kB chunks this way copies 600 GB.

## Example

```python
body = b""
while chunk := response.read(8192):
    body += chunk
```

```swift
let ids = groups.reduce([]) { $0 + $1.ids }
```

## Instead

```python
chunks = []
while chunk := response.read(8192):
    chunks.append(chunk)
body = b"".join(chunks)
```

```swift
let ids = groups.flatMap(\.ids)
let sums = groups.reduce(into: [:]) { $0[$1.key, default: 0] += $1.value }
```

- Python: `append` / `extend` and one `"".join(parts)` or `tuple(parts)` at the end; `bytearray` or `io.BytesIO` for bytes; `dict.update` for dictionaries; `itertools.chain` for lists of lists (`sum(lists, [])` is this pattern too).
- Swift: `append`, `append(contentsOf:)`, `reduce(into:)`, `joined()`.

## When it is fine

- `list += other` and `list.extend` in Python grow in place; `Array +=` and `append` in Swift do too while nobody else holds the array.
- CPython often grows `str += part` in place when the name is local and nothing else refers to the string. It is a property of that interpreter, lost with an attribute (`self.text += part`), a second reference, or PyPy; the rule therefore gives plain local strings a lower confidence.
- The number of rounds is small and fixed.

## How sure we are

High for `x = x + [y]` on lists and for merged dictionaries with a visible type. Medium for bytes and for strings held in attributes. Low, told on request only, for local strings, and for tuples unless the loop visibly runs over many elements.

"""###),
  EmbeddedFile(
    path: "quadratic/growing-copy-in-loop.yml",
    text: #"""
id	growing-copy-in-loop
kind	quadratic
severity	warning
languages.0	python
languages.1	swift
engine	quadratic
summary	A loop grows a string, bytes, tuple or list by copying all of what it has so far.
message	`$COLLECTION` is copied as a whole each time it grows

"""#),
  EmbeddedFile(
    path: "quadratic/linear-operation-in-loop.md",
    text: ###"""
# linear-operation-in-loop

## What it finds

An operation in a loop that costs time in proportion to the collection it is called on, other than membership:

| | moves everything behind the place | searches from the start | copies |
| --- | --- | --- | --- |
| Python `list` | `pop(0)`, `insert(0, x)`, `del items[0]` | `index`, `count`, `remove` | `items[1:]`, `list(items)`, `sorted(items)`, `copy()` |
| Python `bytes`, `str` | | `index`, `find`, `count` over the same whole buffer | `data[n:]` |
| Swift `Array` | `removeFirst()`, `remove(at: 0)`, `insert(_:at: 0)` | `firstIndex(of:)`, `firstIndex(where:)`, `min()`, `max()` | `Array(items)`, `sorted()`, `reversed()` into an array |
| Swift `String` | `removeFirst()`, `remove(at:)` | `count`, `distance(from:to:)`, `index(_:offsetBy:)` | `String(text.dropFirst())` |

`list.index` inside `enumerate`, a queue emptied with `pop(0)`, and a parser that cuts off what it has read are the usual forms.

## Why it costs

One call looks like one step and is `n`. Emptying a list of 100,000 elements with `pop(0)` moves five thousand million pointers; cutting the rest of a 10 MB buffer after each of 100,000 records copies half a terabyte.

## Example

```python
queue = list(start)
while queue:
    node = queue.pop(0)
    for child in children(node):
        queue.append(child)
```

```swift
while !pending.isEmpty {
  let job = pending.removeFirst()
  pending.append(contentsOf: run(job))
}
```

## Instead

- A queue: `collections.deque` with `popleft()` and `appendleft()`; in Swift an index that moves forward, `Deque` of swift-collections, or `ArraySlice`, whose `removeFirst` costs nothing.
- The position of an element: `enumerate`, or a dictionary from element to index built once.
- Counting: `collections.Counter` once, `Dictionary(grouping:)` or `reduce(into:)`.
- Removing many: build the list of what stays, once (`removeAll(where:)` in Swift).
- Parsing: keep an offset, `data.find(b"\n", offset)`; `memoryview(data)[n:]` does not copy.
- The smallest again and again: a heap (`heapq`).

## When it is fine

- The collection is bounded and small, or the call stands behind a test that is rarely true.
- The work is linear in total: the slice gets shorter by halves, each level is flushed once.
- The list's own end is meant: `pop()`, `append`, `removeLast()` cost constant time.

## How sure we are

High when type and operation are visible and both the collection and the loop are visibly large, such as the rows of a query. Medium when one of these comes from another function, or its size is not known. Low, told on request only, for copies that each round may change, and for what is more often than not a handful. The rule asks whether the collection changes or is the same in each round; where the same search result could simply be kept outside the loop, the message says so.

"""###),
  EmbeddedFile(
    path: "quadratic/linear-operation-in-loop.yml",
    text: #"""
id	linear-operation-in-loop
kind	quadratic
severity	warning
languages.0	python
languages.1	swift
engine	quadratic
summary	A loop calls an operation that moves, searches or copies a whole collection each time.
message	`$CALL` takes time in proportion to `$COLLECTION`, once per round
knobs.bounded-size	32

"""#),
  EmbeddedFile(
    path: "quadratic/membership-scan-in-loop.md",
    text: ###"""
# membership-scan-in-loop

## What it finds

`x in items`, `x not in items`, `items.contains(x)` or `contains(where:)` in a loop, where `items` is a list, tuple, array or another sequence without a hash table, and grows with the input.

## Why it costs

The test compares with one element after the other until it finds the value. When the value is missing, which is the usual case while removing duplicates, that is all of them: `n × m / 2` comparisons on average. A set answers in constant time. Removing duplicates from 50,000 strings this way takes CPython some twenty seconds, with a set ten milliseconds.

## Example

```python
seen = []
for event in events:
    if event.user_id not in seen:
        seen.append(event.user_id)
```

```swift
let fresh = incoming.filter { !known.contains($0) }   // known: [String]
```

## Instead

```python
seen = set()
for event in events:
    seen.add(event.user_id)
```

```swift
let knownIDs = Set(known)
let fresh = incoming.filter { !knownIDs.contains($0) }
```

Keep the list beside the set where order matters; in Python `dict.fromkeys(values)` removes duplicates and keeps order. Elements must be hashable; for those that are not, use a hashable key of theirs.

`--fix --unsafe-fixes` makes the set before the loop and asks it, where the collection is a variable of the function and every use of it in the loop is a test, a length, a walk or an `append`, which then goes to both. It does not know whether the elements are hashable: that is the review.

## When it is fine

- The collection is small and bounded. Up to a few dozen elements a scan is as fast as hashing; the rule leaves those alone where it sees the bound.
- `in` on a dict, set, frozenset, `range`, `Counter`, dictionary keys and items view: these do not scan. `Set`, `Dictionary.keys` and ranges in Swift neither. `dict.values()` does.
- `in` on a string searches text and is another matter.
- A class of your own with a fast `__contains__`.

## How sure we are

High when the type is visible (a literal, constructor or annotation) and both the collection and the loop are visibly large, such as the rows of a query. Medium when one of these comes from a callee, or its size is not known. Low, told on request only, where nothing but a declared type is known and nothing in the project adds to the collection, or where its name says that it is a handful (fields, options), where the collection may be left out (`names=None`, `names or []`) or is the pieces of one text, in an exception handler, and where a hit raises. Nothing is reported for values of unknown type.

"""###),
  EmbeddedFile(
    path: "quadratic/membership-scan-in-loop.yml",
    text: #"""
id	membership-scan-in-loop
kind	quadratic
severity	warning
languages.0	python
languages.1	swift
engine	quadratic
summary	A loop asks in every round whether a list contains a value, which reads the list from its start.
message	`$VALUE in $COLLECTION` reads the whole $TYPE once per round
knobs.bounded-size	32

"""#),
  EmbeddedFile(
    path: "quadratic/nested-scan.md",
    text: ###"""
# nested-scan

## What it finds

A loop inside a loop where the inner one runs over a whole collection only to pick out the elements that fit the outer one: an equality in an `if`, a `filter`, `first(where:)`, a generator in `next(…)` or `any(…)`. Both collections grow with the input, and the inner one is the same in every round.

## Why it costs

`n × m` comparisons. Two lists of 10,000 elements are 100 million, minutes in Python where a dictionary needs milliseconds; and the product grows by the square when both double.

## Example

```python
def recommend(user_items, all_products):
    result = []
    for item in user_items:
        for product in all_products:
            if product.category == item.category:
                result.append(product)
    return result
```

```swift
let rows = orders.map { order in
  Row(order: order, customer: customers.first { $0.id == order.customerID })
}
```

## Instead

Group or index the inner collection once, before the loop.

```python
by_category = defaultdict(list)
for product in all_products:
    by_category[product.category].append(product)
result = [product for item in user_items for product in by_category[item.category]]
```

```swift
let customerByID = Dictionary(customers.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
let rows = orders.map { Row(order: $0, customer: customerByID[$0.customerID]) }
```

For the smallest greater element or an interval, sort once and use `bisect`, or walk both sorted lists together. If both collections come from the database, let it join.

## When it is fine

- One of the collections is small and stays so: a literal, an enum's cases, a handful of columns.
- The inner loop runs over what belongs to the outer element (`for line in order.lines`): that visits each line once.
- The inner loop ends early on nearly every round.
- All pairs are the result wanted.

## How sure we are

High when both collections visibly grow with the input and the test compares one value of each. Medium when the size of one is not known. Low, told on request only, where nothing is known of either, or a name says that one is a handful (fields, options). The rule is silent where either is known to be bounded.

"""###),
  EmbeddedFile(
    path: "quadratic/nested-scan.yml",
    text: #"""
id	nested-scan
kind	quadratic
severity	warning
languages.0	python
languages.1	swift
engine	quadratic
summary	For each element of one collection, another is searched from end to end.
message	`$COLLECTION` is scanned for every $ELEMENT
knobs.bounded-size	32

"""#),
  EmbeddedFile(
    path: "quadratic/recomputation-in-loop.md",
    text: ###"""
# recomputation-in-loop

## What it finds

A computed property, read in a loop, whose body walks, sorts or copies a collection of its object, while the object is the same in every round: `baseline.names` in a filter, where `names` builds a `Set` from all entries each time it is read.

## Why it costs

The read looks like a stored value and is `n`. In a loop of `m` rounds the same result is made `m` times: a set of 10,000 names that is built for each of 10,000 results costs 100 million insertions and saves none of the comparisons it was meant to save.

## Example

```python
class Baseline:
    @property
    def names(self):
        return {entry.name for entry in self.entries}

fresh = [result for result in results if result.name not in baseline.names]
```

```swift
struct Baseline {
  var entries: [Entry]
  var names: Set<String> { Set(entries.map(\.name)) }
}

let fresh = results.filter { !baseline.names.contains($0.name) }
```

## Instead

Read it once, before the loop.

```python
names = baseline.names
fresh = [result for result in results if result.name not in names]
```

```swift
let names = baseline.names
let fresh = results.filter { !names.contains($0.name) }
```

Where the loop changes the object, keep the result up to date instead of making it anew. `functools.cached_property` and a stored or `lazy` property help where the entries never change.

## When it is fine

- The collection is small and bounded.
- The property is read in a branch that ends the loop.
- The result is cached by the property itself (`cached_property`, `lru_cache`, `lazy`); the rule knows these.

## How sure we are

Medium: that the property walks a collection is read from its body; how large the collection is, usually is not. Functions with arguments are not looked at.

"""###),
  EmbeddedFile(
    path: "quadratic/recomputation-in-loop.yml",
    text: #"""
id	recomputation-in-loop
kind	quadratic
severity	warning
languages.0	python
languages.1	swift
engine	quadratic
summary	A loop reads a property in every round that walks a whole collection, although the object stays the same.
message	`$PROPERTY` walks `$COLLECTION` again in each round

"""#),
  EmbeddedFile(
    path: "sql/count-via-len.md",
    text: ###"""
# count-via-len

## What it finds

`len(…)` around a Django query written in place: `len(Order.objects.filter(status="open"))`. The rows are loaded, turned into objects, counted and thrown away.

## Why it costs

The database sends every column of every row, and Django builds an object for each: a few microseconds and a kilobyte per row. `SELECT COUNT(*)` sends one number. At 100,000 rows that is seconds against milliseconds, and memory for all of them at once.

## Example

```python
open_orders = len(Order.objects.filter(status="open"))
```

## Instead

```python
open_orders = Order.objects.filter(status="open").count()
```

To know only whether there is one, `.exists()` stops at the first row.

## When it is fine

When the rows are used afterwards: keep the queryset in a variable, and `len(orders)` counts what is loaded anyway. The rule only looks at queries that nobody else can use, because they have no name. A slice such as `…[:20]` is left alone.

## How sure we are

Medium: `objects` is taken for a Django manager by its name. The proposed edit gives the same number, unless a custom manager overrides `count()`.

"""###),
  EmbeddedFile(
    path: "sql/count-via-len.yml",
    text: #"""
id	count-via-len
kind	sql
severity	warning
confidence	medium
languages.0	python
summary	All rows of a Django query are loaded only to be counted.
message	`len` loads every row of the `$MODEL` query to count them; `.count()` lets the database count
subject	$MODEL
cost.before	rows of $MODEL loaded
cost.after	1 number loaded
pattern	len($QUERY)
captures.$QUERY	$MODEL.objects. ... .$STEP(...)
where.0.capture	$STEP
where.0.name.0	all
where.0.name.1	filter
where.0.name.2	exclude
where.0.name.3	order_by
where.0.name.4	distinct
where.0.name.5	select_related
where.0.name.6	prefetch_related
where.0.name.7	only
where.0.name.8	defer
where.0.name.9	values
where.0.name.10	values_list
rewrite.title	count in the database
rewrite.text	$QUERY.count()
rewrite.safety	unsafe

"""#),
  EmbeddedFile(
    path: "sql/exists-via-count.md",
    text: ###"""
# exists-via-count

## What it finds

A Django query that counts rows where only "none or some" matters: `Order.objects.filter(…).count() > 0`, `>= 1`, `!= 0`.

## Why it costs

`COUNT(*)` visits every row that matches, even with an index. `EXISTS` style queries (`SELECT 1 … LIMIT 1`) stop at the first. The more rows match, the larger the difference: on a user with 200,000 events, all of them are visited to say "yes".

## Example

```python
if Event.objects.filter(user=user).count() > 0:
    show_history(user)
```

## Instead

```python
if Event.objects.filter(user=user).exists():
    show_history(user)
```

## When it is fine

When the number is shown as well: ask for it once and compare the variable. On filters by a unique key there is at most one row either way.

## How sure we are

Medium: `objects` is taken for a Django manager by its name. The edit keeps the meaning of the condition.

"""###),
  EmbeddedFile(
    path: "sql/exists-via-count.yml",
    text: #"""
id	exists-via-count
kind	sql
severity	note
confidence	medium
languages.0	python
summary	All matching rows are counted to learn whether there is one.
message	counting the `$MODEL` rows reads all that match; `.exists()` stops at the first
subject	$MODEL
cost.before	matching rows of $MODEL visited
cost.after	1 row visited
any.0.pattern	$QUERY.count() > 0
any.1.pattern	$QUERY.count() >= 1
any.2.pattern	$QUERY.count() != 0
captures.$QUERY	$MODEL.objects. ... .$STEP(...)
where.0.capture	$STEP
where.0.name.0	all
where.0.name.1	filter
where.0.name.2	exclude
where.0.name.3	order_by
where.0.name.4	distinct
where.0.name.5	select_related
rewrite.title	ask for existence
rewrite.text	$QUERY.exists()
rewrite.safety	unsafe

"""#),
  EmbeddedFile(
    path: "useless-index/redundant-index.md",
    text: ###"""
# redundant-index

## What it finds

An index whose columns are the first columns of another index on the same table, in the same order and direction, neither of them partial; or an index on exactly what a primary key or unique constraint already indexes. Every query that the shorter one serves, the longer one serves too.

## Why it costs

Every insert, update of its columns and delete maintains it, and it takes space and cache. It never makes a query faster than the longer index does, apart from being narrower.

## Example

```sql
CREATE INDEX idx_events_user ON events (user_id);
CREATE INDEX idx_events_user_at ON events (user_id, created_at);
```

```python
class Membership(models.Model):
    user = models.ForeignKey(User, on_delete=models.CASCADE)   # indexed by Django

    class Meta:
        unique_together = [("user", "group")]                  # starts with user as well
```

## Instead

```sql
DROP INDEX idx_events_user;
```

In Django say `db_index=False` on the foreign key whose column starts a unique constraint, or drop the entry from `Meta.indexes`; both need a migration.

## When it is fine

- The shorter index is unique: it checks a rule that the longer one does not. It is not reported.
- The shorter one is partial or on an expression. Not reported either.
- The longer index is several times wider, and the short one serves the hottest query from memory.
- MySQL and MariaDB need an index that starts with the foreign key's columns; the longer one fulfils that.

## How sure we are

High: it is a comparison of declarations. Whether the remaining difference in width matters on your data, only measuring can tell, so the finding is a note.

"""###),
  EmbeddedFile(
    path: "useless-index/redundant-index.yml",
    text: #"""
id	redundant-index
kind	useless-index
severity	note
languages.0	sql
languages.1	python
languages.2	swift
engine	index
summary	An index repeats the beginning of another one and only costs writes and space.
message	`$INDEX` is the beginning of `$OTHER`, which serves every query that it serves

"""#),
]
