/** Where the blur's own files lie among ours: the program that runs the model, and the model (Google, Apache 2.0). */
import modelAssetPath from "@twilio/video-processors/dist/build/selfie_segmentation_landscape.tflite?url";
import binary from "vision-wasm/vision_wasm_internal.wasm?url";
import loader from "vision-wasm/vision_wasm_internal.js?url";

/** The library takes a folder: both files keep their names in one. Every browser that can blur runs this variant. */
export const tasksVisionFileSet = binary.slice(0, binary.lastIndexOf("/"));
export { modelAssetPath };

if (loader.slice(0, loader.lastIndexOf("/")) !== tasksVisionFileSet) throw new Error("the blur's files lie apart");
