using k8s.Models;
using OrleansScheduler.Resources.Validation;

namespace OrleansScheduler.Resources.Core.Pods.Validation;

/// <summary>The ports of containers.</summary>
internal static class PortValidation
{
    private static readonly string[] Protocols = ["SCTP", "TCP", "UDP"];

    public static void Validate(IList<V1ContainerPort>? ports, FieldPath path, FieldErrors errors)
    {
        var names = new HashSet<string>();
        foreach (var (index, port) in (ports ?? []).Index())
        {
            var portPath = path.Index(index);
            if (!string.IsNullOrEmpty(port.Name))
            {
                ValidateName(port.Name, names, portPath.Child("name"), errors);
            }

            if (port.ContainerPort == 0)
            {
                errors.Required(portPath.Child("containerPort"));
            }
            else
            {
                AddressSyntax.ValidatePort(port.ContainerPort, portPath.Child("containerPort"), errors);
            }

            if (port.HostPort is { } hostPort and not 0)
            {
                AddressSyntax.ValidatePort(hostPort, portPath.Child("hostPort"), errors);
            }

            PodSpecValidation.OneOf(port.Protocol, Protocols, portPath.Child("protocol"), errors);
        }
    }

    /// <summary>One port of the host serves one container.</summary>
    public static void ValidateHostPorts(IList<V1Container> containers, FieldPath path, FieldErrors errors)
    {
        var taken = new HashSet<string>();
        foreach (var (index, container) in containers.Index())
        {
            foreach (var (portIndex, port) in (container.Ports ?? []).Index())
            {
                var text = $"{port.Protocol}/{port.HostIP}/{port.HostPort}";
                if (port.HostPort is not (null or 0) && !taken.Add(text))
                {
                    errors.Duplicate(
                        path.Index(index).Child("ports").Index(portIndex).Child("hostPort"), text);
                }
            }
        }
    }

    /// <summary>A port by number or by name.</summary>
    public static void ValidateReference(IntOrString? port, FieldPath path, FieldErrors errors)
    {
        var text = port?.Value ?? "0";
        if (int.TryParse(text, out var number))
        {
            AddressSyntax.ValidatePort(number, path, errors);
        }
        else
        {
            errors.Invalid(path, text, AddressSyntax.PortName(text));
        }
    }

    private static void ValidateName(string name, HashSet<string> names, FieldPath path, FieldErrors errors)
    {
        if (AddressSyntax.PortName(name) is { Count: > 0 } problems)
        {
            errors.Invalid(path, name, problems);
        }
        else if (!names.Add(name))
        {
            errors.Duplicate(path, name);
        }
    }
}
