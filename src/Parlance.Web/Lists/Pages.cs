using System.Text.Json;
using Parlance.Engine;
using Parlance.Log;
using Parlance.Web.Asking;
using Parlance.Web.Http;
using Parlance.Web.Serving;

namespace Parlance.Web.Lists;

/// <summary>What all lists share: a page is <c>{items, next}</c>, asked for with limit and cursor.</summary>
internal static class Pages
{
    /// <summary>Items on one page.</summary>
    public const int PageMax = 500;

    public static readonly Parameter[] Parameters =
    [
        new("limit", ParameterKind.Number, $"Items on a page, 1 to {PageMax}; 100 if not given."),
        new("cursor", ParameterKind.Text, "The next of the page before."),
    ];

    public static int Limit(Call call) => call.Number("limit", 1, PageMax, 100);

    public static async Task<Reply> Of<TItem, TKey>(WebParts parts, Call call, Listing<TItem, TKey> listing)
        where TKey : struct, IComparable<TKey> => Of(await parts.Ask(listing, call.Stop));

    public static Reply Of(ListingPage page) => new Json(200, json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("items");
        json.WriteRawValue(page.Items.Span, skipInputValidation: true);
        if (page.Next is null) json.WriteNull("next");
        else json.WriteString("next", page.Next);
        json.WriteEndObject();
    });

    /// <summary>One item, if it is there.</summary>
    public static async Task<Reply> One(WebParts parts, Call call, string what, Func<Node, Action<Utf8JsonWriter>?> find)
    {
        var body = await parts.Ask(node =>
        {
            if (find(node) is not { } write) return null;
            var buffer = new System.Buffers.ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(buffer, EventRowJson.Options)) write(json);
            return buffer.WrittenMemory.ToArray();
        }, call.Stop);
        return body is null ? throw Problem.NotFound(what) : new Whole(200, "application/json", body);
    }
}
