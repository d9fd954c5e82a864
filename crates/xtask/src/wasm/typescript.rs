//! The engine's types in TypeScript, as the formatter of the web apps would lay them out.

use super::types::{Field, Json, Shape, Type};

const WIDTH: usize = 100;

/// The file of all types.
pub fn write(types: &[Type]) -> String {
    let mut file = "// Generated from crates/pricing by `make wasm`; do not edit.\n".to_owned();
    for one in types {
        write_type(&mut file, one);
    }
    file
}

fn write_type(file: &mut String, one: &Type) {
    file.push('\n');
    let mut docs = one.docs.clone();
    if let Shape::Words(words) = &one.shape {
        docs.push(String::new());
        docs.extend(
            words
                .iter()
                .map(|(word, docs)| format!("- `{word}`: {}", docs.join(" "))),
        );
    }
    *file += &comment(&docs, "");
    let name = &one.name;
    match &one.shape {
        Shape::Same(json) => *file += &format!("export type {name} = {}\n", of(json)),
        Shape::Words(words) => {
            let word = |(word, _): &(String, Vec<String>)| format!("'{word}'");
            *file += &union(name, words.iter().map(word).collect());
        }
        Shape::Object(fields) => {
            *file += &format!("export interface {name} {{\n");
            for field in fields {
                *file += &member(field);
            }
            *file += "}\n";
        }
        Shape::OneOf(types) => {
            *file += &union(name, types.iter().map(|one| one.name.clone()).collect());
            for one in types {
                write_type(file, one);
            }
        }
    }
}

fn member(field: &Field) -> String {
    let docs = comment(&field.docs, "  ");
    let mark = if field.is_optional { "?" } else { "" };
    format!("{docs}  {}{mark}: {}\n", field.name, of(&field.json))
}

fn of(json: &Json) -> String {
    match json {
        Json::Number => "number".to_owned(),
        Json::Text => "string".to_owned(),
        Json::Flag => "boolean".to_owned(),
        Json::Anything => "Record<string, unknown>".to_owned(),
        Json::Word(word) => format!("'{word}'"),
        Json::List(one) => format!("{}[]", of(one)),
        Json::Tuple(each) => format!("[{}]", each.iter().map(of).collect::<Vec<_>>().join(", ")),
        Json::OrNull(one) => format!("{} | null", of(one)),
        Json::Named(name) => name.clone(),
    }
}

/// On one line if it fits, else one below the other.
fn union(name: &str, parts: Vec<String>) -> String {
    let line = format!("export type {name} = {}\n", parts.join(" | "));
    if line.len() <= WIDTH + 1 {
        return line;
    }
    let below: String = parts.iter().map(|part| format!("\n  | {part}")).collect();
    format!("export type {name} ={below}\n")
}

fn comment(docs: &[String], indent: &str) -> String {
    match docs {
        [] => String::new(),
        [line] => format!("{indent}/** {line} */\n"),
        lines => {
            let line = |line: &String| format!("{indent} * {line}").trim_end().to_owned() + "\n";
            let lines: String = lines.iter().map(line).collect();
            format!("{indent}/**\n{lines}{indent} */\n")
        }
    }
}
