using Microsoft.AspNetCore.Http;
using OrleansScheduler.NodeAgent.Containers;
using OrleansScheduler.NodeAgent.Pods;

namespace OrleansScheduler.NodeAgent.Logs;

/// <summary>Answers <c>/containerLogs/{namespace}/{pod}/{container}</c> as a kubelet does.</summary>
internal sealed class LogEndpoint(Func<PodSupervisor?> supervisor, PodPaths paths, TimeProvider time)
{
    public async Task AnswerAsync(HttpContext http)
    {
        var name = (string?)http.Request.RouteValues["pod"] ?? "";
        var container = (string?)http.Request.RouteValues["container"] ?? "";
        var worker = supervisor()?.Find((string?)http.Request.RouteValues["namespace"] ?? "", name);
        var slot = worker?.Slots.FirstOrDefault(slot => slot.Spec.Name == container);
        if (worker is null || slot is null)
        {
            await RefuseAsync(http, StatusCodes.Status404NotFound, $"container \"{container}\" in pod \"{name}\" is not available");
            return;
        }

        var query = LogQuery.Parse(http.Request.Query, time.GetUtcNow());
        var uid = worker.Pod.Metadata.Uid;
        var attempt = AttemptOf(slot, uid, query.Previous);
        if (attempt is not { } number)
        {
            await RefuseAsync(http, StatusCodes.Status400BadRequest, query.Previous
                ? $"previous terminated container \"{container}\" in pod \"{name}\" not found"
                : $"container \"{container}\" in pod \"{name}\" is waiting to start: {slot.Waiting?.Reason ?? "ContainerCreating"}");
            return;
        }

        http.Response.ContentType = "text/plain";
        var sender = new LogSender(
            paths.Log(uid, container, number), query, () => slot.Run is not { } run || run.Spec.Attempt != number || run.Exited.IsCompleted, time);
        await http.Response.StartAsync(http.RequestAborted);
        await sender.SendAsync(http.Response.Body, http.RequestAborted);
    }

    /// <summary>The run whose log is meant; after an agent restart the files tell which runs there were.</summary>
    private int? AttemptOf(ContainerSlot slot, string uid, bool previous)
    {
        var newest = slot.Run?.Spec.Attempt ?? NewestOnDisk(uid, slot.Spec.Name);
        var wanted = previous ? newest - 1 : newest;
        return wanted >= 0 ? wanted : null;
    }

    private int? NewestOnDisk(string uid, string container)
    {
        var folder = paths.LogFolder(uid, container);
        return Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder, "*.log")
                .Select(file => int.TryParse(Path.GetFileNameWithoutExtension(file), out var attempt) ? attempt : (int?)null)
                .Max()
            : null;
    }

    private static Task RefuseAsync(HttpContext http, int code, string message)
    {
        http.Response.StatusCode = code;
        return http.Response.WriteAsync(message, http.RequestAborted);
    }
}
