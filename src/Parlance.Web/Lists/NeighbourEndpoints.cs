using System.Text.Json;
using Parlance.Web.Http;
using Parlance.Web.Serving;

namespace Parlance.Web.Lists;

/// <summary>What is joined to the node: links to other servers, plugins. Their modules say what there is (<see cref="WebParts.Links"/>, <see cref="WebParts.Plugins"/>).</summary>
public sealed class NeighbourEndpoints(WebParts parts) : IEndpoints
{
    public IEnumerable<Endpoint> All =>
    [
        new()
        {
            Method = "GET", Path = "/admin/links", Summary = "Links to other servers.", Returns = "{items: [link], next}; a link has name, sid, protocol, state and since.",
            Handle = async call =>
            {
                var links = await parts.Ask(node => parts.Links(node), call.Stop);
                return Page(links, (json, link) =>
                {
                    json.WriteString("name", link.Name);
                    json.WriteString("sid", link.Sid);
                    json.WriteString("protocol", link.Protocol);
                    json.WriteString("state", link.State);
                    json.WriteString("since", link.Since?.ToString());
                });
            },
        },
        new()
        {
            Method = "GET", Path = "/admin/plugins", Summary = "Plugins that are loaded.", Returns = "{items: [plugin], next}; a plugin has name, version and state.",
            Handle = async call =>
            {
                var plugins = await parts.Ask(node => parts.Plugins(node), call.Stop);
                return Page(plugins, (json, plugin) =>
                {
                    json.WriteString("name", plugin.Name);
                    json.WriteString("version", plugin.Version);
                    json.WriteString("state", plugin.State);
                });
            },
        },
    ];

    /// <summary>All on one page: there are few.</summary>
    private static Json Page<T>(IReadOnlyList<T> items, Action<Utf8JsonWriter, T> write) => new(200, json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("items");
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNull("next");
        json.WriteEndObject();
    });
}

/// <summary>A link to another server.</summary>
public sealed record LinkRow(string Name, string Sid, string Protocol, string State, Domain.Instant? Since);

/// <summary>A plugin that is loaded.</summary>
public sealed record PluginRow(string Name, string Version, string State);
