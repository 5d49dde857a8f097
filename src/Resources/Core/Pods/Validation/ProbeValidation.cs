using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>Lifecycle hooks and probes of one container.</summary>
internal static class ProbeValidation
{
    private const string OneHandler = "may not specify more than 1 handler type";

    private static readonly string[] Schemes = ["HTTP", "HTTPS"];

    public static void ValidateAll(V1Container container, PodScope scope, FieldPath path, FieldErrors errors)
    {
        ValidateHook(container.Lifecycle?.PostStart, scope, path.Child("lifecycle", "postStart"), errors);
        ValidateHook(container.Lifecycle?.PreStop, scope, path.Child("lifecycle", "preStop"), errors);
        ValidateOnce(container.LivenessProbe, path.Child("livenessProbe"), errors);
        ValidateReadiness(container.ReadinessProbe, path.Child("readinessProbe"), errors);
        ValidateOnce(container.StartupProbe, path.Child("startupProbe"), errors);
    }

    private static void ValidateOnce(V1Probe? probe, FieldPath path, FieldErrors errors)
    {
        Validate(probe, path, errors);
        if (probe is not null && probe.SuccessThreshold != 1)
        {
            errors.Invalid(path.Child("successThreshold"), probe.SuccessThreshold ?? 0, "must be 1");
        }
    }

    private static void ValidateReadiness(V1Probe? probe, FieldPath path, FieldErrors errors)
    {
        Validate(probe, path, errors);
        if (probe?.TerminationGracePeriodSeconds is { } seconds)
        {
            errors.Invalid(
                path.Child("terminationGracePeriodSeconds"), seconds, "must not be set for readinessProbes");
        }
    }

    private static void Validate(V1Probe? probe, FieldPath path, FieldErrors errors)
    {
        if (probe is null)
        {
            return;
        }

        ValidateHandlers(
            [
                ("exec", probe.Exec, field => ValidateExec(probe.Exec, field, errors)),
                ("httpGet", probe.HttpGet, field => ValidateHttp(probe.HttpGet, field, errors)),
                ("tcpSocket", probe.TcpSocket, field => ValidateTcp(probe.TcpSocket, field, errors)),
                ("grpc", probe.Grpc, field => AddressSyntax.ValidatePort(probe.Grpc.Port, field.Child("port"), errors)),
            ],
            path,
            errors);
        errors.NotNegative(path.Child("initialDelaySeconds"), probe.InitialDelaySeconds);
        errors.NotNegative(path.Child("timeoutSeconds"), probe.TimeoutSeconds);
        errors.NotNegative(path.Child("periodSeconds"), probe.PeriodSeconds);
        errors.NotNegative(path.Child("successThreshold"), probe.SuccessThreshold);
        errors.NotNegative(path.Child("failureThreshold"), probe.FailureThreshold);
        if (probe.TerminationGracePeriodSeconds <= 0)
        {
            errors.Invalid(
                path.Child("terminationGracePeriodSeconds"),
                probe.TerminationGracePeriodSeconds,
                "must be greater than 0");
        }
    }

    private static void ValidateHook(V1LifecycleHandler? hook, PodScope scope, FieldPath path, FieldErrors errors)
    {
        if (hook is null)
        {
            return;
        }

        ValidateHandlers(
            [
                ("exec", hook.Exec, field => ValidateExec(hook.Exec, field, errors)),
                ("httpGet", hook.HttpGet, field => ValidateHttp(hook.HttpGet, field, errors)),
                ("tcpSocket", hook.TcpSocket, field => ValidateTcp(hook.TcpSocket, field, errors)),
                ("sleep", hook.Sleep, field => ValidateSleep(hook.Sleep, scope, field, errors)),
            ],
            path,
            errors);
    }

    private static void ValidateHandlers(
        ReadOnlySpan<(string Name, object? Handler, Action<FieldPath> Validate)> handlers,
        FieldPath path,
        FieldErrors errors)
    {
        var isGiven = false;
        foreach (var (name, handler, validate) in handlers)
        {
            if (handler is null)
            {
                continue;
            }

            if (isGiven)
            {
                errors.Forbidden(path.Child(name), OneHandler);
            }
            else
            {
                isGiven = true;
                validate(path.Child(name));
            }
        }

        if (!isGiven)
        {
            errors.Required(path, "must specify a handler type");
        }
    }

    private static void ValidateExec(V1ExecAction exec, FieldPath path, FieldErrors errors)
    {
        if (exec.Command is not { Count: > 0 })
        {
            errors.Required(path.Child("command"));
        }
    }

    private static void ValidateHttp(V1HTTPGetAction http, FieldPath path, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(http.Path))
        {
            errors.Required(path.Child("path"));
        }

        PortValidation.ValidateReference(http.Port, path.Child("port"), errors);
        if (!Schemes.Contains(http.Scheme))
        {
            errors.NotSupported(path.Child("scheme"), http.Scheme ?? "", Schemes);
        }

        foreach (var header in http.HttpHeaders ?? [])
        {
            var name = header.Name ?? "";
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'))
            {
                errors.Invalid(path.Child("httpHeaders"), name, NameSyntax.Mismatch(
                    "a valid HTTP header must consist of alphanumeric characters or '-'",
                    "[-A-Za-z0-9]+",
                    "X-Header-Name"));
            }
        }
    }

    private static void ValidateTcp(V1TCPSocketAction tcp, FieldPath path, FieldErrors errors) =>
        PortValidation.ValidateReference(tcp.Port, path.Child("port"), errors);

    private static void ValidateSleep(V1SleepAction sleep, PodScope scope, FieldPath path, FieldErrors errors)
    {
        if (scope.GracePeriodSeconds is { } grace && (sleep.Seconds < 0 || sleep.Seconds > grace))
        {
            errors.Invalid(
                path,
                sleep.Seconds,
                $"must be non-negative and less than terminationGracePeriodSeconds ({grace})");
        }
    }
}
