{{- define "studio.labels" -}}
app.kubernetes.io/name: studio
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{- define "studio.selects" -}}
app.kubernetes.io/name: studio
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "studio.tag" -}}{{ .Values.images.tag | default .Chart.AppVersion }}{{- end }}

{{- define "studio.pod" -}}
serviceAccountName: {{ .Release.Name }}
automountServiceAccountToken: false
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile: {type: RuntimeDefault}
{{- with .Values.images.pullSecrets }}
imagePullSecrets: {{ toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{- define "studio.container" -}}
imagePullPolicy: {{ .Values.images.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities: {drop: [ALL]}
volumeMounts:
  - {name: data, mountPath: /data}
  - {name: tmp, mountPath: /tmp}
{{- end }}

{{- define "studio.volumes" -}}
- {name: data, emptyDir: {}}
- {name: tmp, emptyDir: {}}
{{- end }}

{{/* Everything but the owner's and the scaler's addresses, which only migrations and KEDA may know. */}}
{{- define "studio.environment" -}}
{{- range $key := list "DATABASE_URL" "REDIS_URL" "SECRET_KEY" }}
- name: {{ $key }}
  valueFrom: {secretKeyRef: {name: {{ $.Values.secret }}, key: {{ $key }}}}
{{- end }}
{{- range $key := list "BROKER_URL" "SECRET_KEY_FALLBACKS" "S3_ACCESS_KEY_ID" "S3_SECRET_ACCESS_KEY" "EMAIL_URL" "STRIPE_SECRET_KEY" "STRIPE_WEBHOOK_SECRET" "METRICS_TOKEN" }}
- name: {{ $key }}
  valueFrom: {secretKeyRef: {name: {{ $.Values.secret }}, key: {{ $key }}, optional: true}}
{{- end }}
{{- end }}

{{/* Plain settings, and the keys at vendors of engines where there are any. */}}
{{- define "studio.settings" -}}
- configMapRef: {name: {{ .Release.Name }}}
{{- with .Values.engineSecret }}
- secretRef: {name: {{ . }}}
{{- end }}
{{- end }}
