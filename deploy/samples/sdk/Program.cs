using k8s.Models;
using OrleansScheduler.Sdk;

using var cluster = OrleansSchedulerClient.FromKubeconfig();

var container = new V1Container { Name = "hello", Image = "host", Command = ["echo", "hello from .NET"] };
var pod = new V1PodSpec { RestartPolicy = "Never", Containers = [container] };
var job = await cluster.Jobs.SubmitAsync(new V1Job
{
    Metadata = new V1ObjectMeta { GenerateName = "hello-" },
    Spec = new V1JobSpec { Template = new V1PodTemplateSpec { Spec = pod } },
});

await foreach (var line in cluster.Jobs.LogsAsync(job))
{
    Console.WriteLine($"{line.Pod}: {line.Text}");
}

var outcome = await cluster.Jobs.WaitAsync(job);
outcome.EnsureSucceeded();
await foreach (var change in cluster.Jobs.WatchPodsAsync(job))
{
    Console.WriteLine($"{change.Resource.Metadata.Name} is {change.Resource.Status.Phase}");
    break;
}
